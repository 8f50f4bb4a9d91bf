import type { OutputDocument } from '../model/outputDocument.ts';
import { renderBlock, renderText } from './html/blocks.ts';
import { escapeHtml } from './html/escape.ts';
import { style } from './html/style.ts';

/** Nothing may be fetched and nothing may run: the page holds all it needs, and no script. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The document as one HTML file that opens offline, in light and dark, and prints. */
export function renderHtml(document: OutputDocument): string {
  const body = document.blocks.map((block, i) => renderBlock(block, `b${i}`)).filter((html) => html !== '');
  return `<!doctype html>
<html lang="${escapeHtml(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)}</title>
<style>
${style}
</style>
</head>
<body>
<main>
<h1>${escapeHtml(document.title)}</h1>
<p class="subtitle">${renderText(document.subtitle)}</p>
${body.join('\n')}
</main>
</body>
</html>
`;
}
