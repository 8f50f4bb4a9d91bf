const irregular: Readonly<Record<string, string>> = {
  child: 'children',
  foot: 'feet',
  goose: 'geese',
  man: 'men',
  mouse: 'mice',
  tooth: 'teeth',
  woman: 'women',
};

/**
 * The English plural of a variable's name in running text (`Subject` -> `subjects`); null where the name is not
 * a plain English word, so that `values of childid` is said instead of a wrong plural.
 */
export function plural(name: string): string | null {
  if (!/^[A-Z]?[a-z]{2,}$/.test(name) || /(?:id|no|nr|code|index)$/.test(name)) return null;
  const word = name.toLowerCase();
  if (Object.hasOwn(irregular, word)) return irregular[word];
  if (/(?:ss|x|ch|sh)$/.test(word)) return `${word}es`;
  if (word.endsWith('s')) return null;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
