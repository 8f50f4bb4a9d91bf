/** `a`, `a and b`, `a, b and c`. */
export function joinWords(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** `1 row`, `2 rows`; the count is already formatted. */
export function counted(count: number, formatted: string, noun: string): string {
  return `${formatted} ${count === 1 ? noun : `${noun}s`}`;
}

/** First letter in capitals, for the start of a sentence. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The letters of a text as a reader counts them: an accent or a joined emoji is part of its letter. */
function letters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Width in Latin letters: Chinese, Japanese and Korean ones and emoji take the room of two. */
export function displayWidth(text: string): number {
  return letters(text).reduce((width, letter) => width + letterWidth(letter), 0);
}

function letterWidth(letter: string): 1 | 2 {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(
    letter,
  )
    ? 2
    : 1;
}

/**
 * Shortens a name that would not fit, from its middle: names that share a beginning often differ at the end.
 * The tables show it in full.
 */
export function shorten(text: string, width: number): string {
  if (text.length <= width / 2 || displayWidth(text) <= width) return text;
  const all = letters(text);
  const tail = taken([...all].reverse(), Math.floor((width - 1) / 3));
  const head = taken(all, width - 1 - Math.floor((width - 1) / 3));
  return `${head.join('')}…${tail.reverse().join('')}`;
}

/** The first letters that fit into a width. */
function taken(all: readonly string[], width: number): string[] {
  const kept: string[] = [];
  let room = width;
  for (const letter of all) {
    room -= letterWidth(letter);
    if (room < 0) break;
    kept.push(letter);
  }
  return kept;
}
