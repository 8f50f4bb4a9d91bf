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

/** Shortens a name that would not fit into a plot; the tables show it in full. */
export function shorten(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}
