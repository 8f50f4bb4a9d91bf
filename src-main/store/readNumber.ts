const numberPattern = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;
/** `1,234`: with a decimal comma 1.234, with a thousands mark 1234. */
const ambiguousPattern = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Whether a comma in these texts is a decimal mark, or could be a thousands mark as well. */
export type CommaMeaning = 'decimal' | 'unclear';

/**
 * What a comma means in texts that belong together: a decimal mark where one of them can be read in no other
 * way (`0,435`, `3,5`) and none has a decimal point.
 */
export function commaMeaning(texts: readonly string[]): CommaMeaning {
  const numbers = texts.map(tidy).filter((text) => numberPattern.test(text));
  if (numbers.some((text) => text.includes('.'))) return 'unclear';
  return numbers.some((text) => text.includes(',') && !ambiguousPattern.test(text)) ? 'decimal' : 'unclear';
}

/** A finite number, or null where the text is none or could be two. */
export function readNumber(text: string, comma: CommaMeaning): number | null {
  const tidied = tidy(text);
  if (!numberPattern.test(tidied)) return null;
  if (comma === 'unclear' && ambiguousPattern.test(tidied)) return null;
  const number = Number(tidied.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/** Without surrounding blanks; with a plain minus sign. */
function tidy(text: string): string {
  return text.trim().replace(/^[\u2212\u2013]/, '-');
}
