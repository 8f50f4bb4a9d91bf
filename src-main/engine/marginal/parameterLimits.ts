import { AppError } from '../../../src-shared/model/appError.ts';
import {
  LONGEST_GAP,
  MOST_DERIVATIVES,
  MOST_FIXED_DERIVATIVES,
  MOST_PARAMETERS,
} from '../../../src-shared/model/residualKinds.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { ResidualDesign } from '../frame/residualDesign.ts';
import { isMarkov } from './markovPieces.ts';
import type { PatternedRows } from './patterns.ts';
import type { CovarianceStructure } from './structures/covarianceStructure.ts';

/**
 * That there are no more covariance parameters than can be handled: all together, or by single occasions of a Markov process
 * (see `EnvelopeMatrix`).
 *
 * @throws AppError `too-many-covariance-parameters`, `long-gap`
 */
export function requireFewParameters(
  { random }: ModelFrame,
  design: ResidualDesign,
  structure: CovarianceStructure,
  source: PatternedRows,
): void {
  const { n, width } = source;
  const name = design.spec.structure;
  const count = structure.count * design.groups.levels.length;
  const chain = random.length === 0 && isMarkov(design);
  if (count >= n || (count > MOST_PARAMETERS && !chain)) {
    throw new AppError(
      'too-many-covariance-parameters',
      `The structure ${name} has ${count} parameters for ${n} rows.`,
      'Choose a structure with fewer parameters, such as cs, ar1 or toep.',
    );
  }
  const rows = source.patterns.reduce((most, { m }) => Math.max(most, m), 0);
  if (random.length === 0 && !chain && structure.count * rows * rows > MOST_DERIVATIVES) {
    throw new AppError(
      'too-many-covariance-parameters',
      `The structure ${name} has ${structure.count} parameters over the ${rows} rows of one ${design.subject}, which is more than can be handled.`,
      'Choose a structure with fewer parameters, such as ar1 or car1, or one for long series, such as ante1.',
    );
  }
  if (count <= MOST_PARAMETERS) return;
  const r = width - 1;
  if (count * r * r > MOST_FIXED_DERIVATIVES) {
    throw new AppError(
      'too-many-covariance-parameters',
      `The structure ${name} has ${count} parameters, which beside ${r} coefficients is more than can be handled.`,
      'Choose a structure with fewer parameters, such as ar1 or car1, or leave predictors out.',
    );
  }
  const gap = longestGap(source);
  if (gap > LONGEST_GAP) {
    throw new AppError(
      'long-gap',
      `Rows that follow each other within ${design.subject} lie up to ${gap} occasions of ${design.spec.time} apart: with ${name} over ` +
        `${design.occasions.levels.length} occasions at most ${LONGEST_GAP} can be handled.`,
      'Choose ar1 or car1, or leave the subjects with long gaps out.',
    );
  }
}

/** Most occasions from one row of a subject to its next. */
function longestGap({ patterns }: PatternedRows): number {
  let longest = 0;
  for (const { parts } of patterns) {
    for (const { occasions } of parts) {
      for (let t = 1; t < occasions.length; t++) longest = Math.max(longest, occasions[t] - occasions[t - 1]);
    }
  }
  return longest;
}
