const plainName = /^(?:[\p{L}\p{Nl}]|\.(?!\d))[\p{L}\p{M}\p{N}._]*$/u;

/** Words that R reserves: as names of variables they need backquotes. */
const reserved = new Set(
  (
    'if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ ' +
    'NA_character_ NA_complex_ in ...'
  ).split(' '),
);

/** Whether a name can stand in a formula without backquotes (R's rule, with all letters of Unicode). */
function isPlainName(name: string): boolean {
  return plainName.test(name) && name !== '.' && !reserved.has(name) && !/^\.\.\d+$/.test(name);
}

/** A name as it must stand in a formula: plain, or in backquotes with `\` and backquotes escaped. */
export function quoteName(name: string): string {
  return isPlainName(name) ? name : '`' + name.replace(/[\\`]/g, '\\$&') + '`';
}
