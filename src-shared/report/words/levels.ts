/** A level that is a word speaks for itself; a number or a letter needs the name of its variable. */
export function saidAlone(level: string, variable: string): string {
  return /\p{L}{2}/u.test(level) ? level : `${variable} ${level}`;
}
