/** `Model 1`, or the first such name that none has. */
export function freeName(names: readonly string[]): string {
  let number = 1;
  while (names.includes(`Model ${number}`)) number++;
  return `Model ${number}`;
}

/** `Model 1 (copy)`, then `Model 1 (copy 2)`; a copy of a copy counts on. */
export function copyName(name: string, names: readonly string[]): string {
  const original = name.replace(/ \(copy(?: \d+)?\)$/, '');
  if (!names.includes(`${original} (copy)`)) return `${original} (copy)`;
  let number = 2;
  while (names.includes(`${original} (copy ${number})`)) number++;
  return `${original} (copy ${number})`;
}
