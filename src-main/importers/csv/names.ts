import type { Notice } from '../../../src-shared/model/notice.ts';
import { show } from './options.ts';

/** Column names, none empty and none twice: `column_3` for an empty one, `x_2` for the second `x`. */
export function uniqueNames(raw: readonly string[]): {
  readonly names: readonly string[];
  readonly warnings: readonly Notice[];
} {
  const warnings: Notice[] = [];
  const given = new Set(raw.map((name) => name.trim()));
  const taken = new Set<string>();
  const names = raw.map((name, i) => {
    const trimmed = name.trim();
    const free = (candidate: string) => !taken.has(candidate) && !given.has(candidate);
    let unique = trimmed;
    if (trimmed === '') {
      unique = numbered('column', i + 1, free);
      warn(warnings, 'empty-column-name', `Column ${i + 1} has no name; it is called ${show(unique)}.`);
    } else if (taken.has(trimmed)) {
      unique = numbered(trimmed, 2, free);
      warn(
        warnings,
        'duplicate-column-name',
        `The name ${show(trimmed)} occurs more than once; column ${i + 1} is called ${show(unique)}.`,
      );
    }
    taken.add(unique);
    return unique;
  });
  return { names, warnings };
}

function numbered(stem: string, from: number, free: (candidate: string) => boolean): string {
  let k = from;
  while (!free(`${stem}_${k}`)) k++;
  return `${stem}_${k}`;
}

function warn(warnings: Notice[], code: string, message: string): void {
  warnings.push({ code, severity: 'caution', message });
}
