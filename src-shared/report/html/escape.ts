const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for HTML, attributes, SVG and MathML: shown as typed. Control characters, which no page may hold, are
 * replaced by their pictures (U+2400 ...) so that they stay visible.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (letter) => replacements[letter])
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (letter) =>
      String.fromCodePoint(0x2400 + letter.charCodeAt(0)),
    )
    .replace(/\u007f/g, '\u2421');
}
