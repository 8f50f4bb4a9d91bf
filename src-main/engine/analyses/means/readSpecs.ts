import { AppError } from '../../../../src-shared/model/appError.ts';
import type { CategoricalColumn } from '../../../../src-shared/model/dataset.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';

/** The factors whose combinations have means, and those of whose levels each is a family. */
export interface MeansSpecs {
  readonly factors: readonly CategoricalColumn[];
  readonly by: readonly CategoricalColumn[];
}

/** What stands before and after a bar that no backquotes enclose. */
const sidesPattern = /^\s*~((?:`(?:[^`\\]|\\.)*`|[^`|])+)(?:\|((?:`(?:[^`\\]|\\.)*`|[^`|])+))?$/s;
/** A name in backquotes, or a plain one. */
const namePattern = /`((?:[^`\\]|\\.)*)`|([^`*+:]+)/gs;

/** Reads `~ A * B | C` (also with `+` or `:`, names in backquotes). Throws AppError `means-specs`. */
export function readSpecs(specs: string, frame: ModelFrame): MeansSpecs {
  const refuse = (what: string): never => {
    const names = [...new Set(frame.fixed.terms.flatMap(({ factors }) => factors))];
    throw new AppError(
      'means-specs',
      `Means of ${JSON.stringify(specs)}: ${what}.`,
      names.length === 0
        ? 'Means are of categorical predictors, and the fixed part of this model has none.'
        : `Write "~ A" or "~ A | B" with categorical predictors of the fixed part: ${names.join(', ')}.`,
    );
  };
  const columnsOf = (part: string): CategoricalColumn[] =>
    [...part.matchAll(namePattern)]
      .map(([, quoted, plain]) => quoted?.replace(/\\(.)/gs, '$1') ?? plain.trim())
      .filter((name) => name !== '')
      .map((name) => {
        const column = frame.columns.find((one) => one.name === name);
        const fixed = frame.fixed.terms.some(({ factors }) => factors.includes(name));
        if (!fixed || column?.kind !== 'categorical')
          return refuse(`${name} is no categorical predictor of the fixed part`);
        return column;
      });
  const match = sidesPattern.exec(specs);
  if (match === null) return refuse('this cannot be read');
  const factors = columnsOf(match[1]);
  const by = columnsOf(match[2] ?? '');
  if (factors.length === 0) return refuse('no factor is named');
  if (new Set([...factors, ...by]).size < factors.length + by.length)
    return refuse('a factor is named twice');
  return { factors, by };
}
