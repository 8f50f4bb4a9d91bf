import { numberText } from '../../../src-shared/formula/numberText.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { ResidualSpec } from '../../../src-shared/model/modelSpec.ts';
import { inDistance } from '../../../src-shared/model/residualKinds.ts';
import { groupingFactor } from './groupingFactor.ts';
import type { GroupingLevels } from './groupingFactor.ts';

/** Whose residuals hang together, in which order, and which parameters they share. */
export interface ResidualDesign {
  readonly spec: ResidualSpec;
  /** As in lme4 notation: `school:child`. Null where every row is a subject of its own. */
  readonly subject: string | null;
  readonly subjects: GroupingLevels;
  /** Occasions in their order; those of `heterogeneousBy` are its levels. */
  readonly occasions: GroupingLevels;
  /** Numeric time of each occasion for structures in distance; its index 0, 1, ... for all others. */
  readonly times: Float64Array;
  /** Sets of parameters; one without a name where there is no `group`. */
  readonly groups: GroupingLevels;
}

/** The columns a residual structure reads. */
export function residualColumns({ subject, time, group, heterogeneousBy }: ResidualSpec): string[] {
  return [...subject, time, group, heterogeneousBy].filter((name) => name !== undefined);
}

/**
 * @param columnOf a column restricted to the n used rows
 * @throws AppError `residual-without-subject`, `residual-without-time`, `residual-time-not-numeric`, `one-occasion`,
 *   `one-distance`, `duplicate-occasion`, `group-within-subject`, `residual-per-row`
 */
export function residualDesign(
  spec: ResidualSpec,
  columnOf: (name: string) => Column,
  n: number,
): ResidualDesign {
  const { structure, heterogeneousBy } = spec;
  requireMembers(spec);
  const groups = spec.group === undefined ? allAlike(n) : groupingFactor([columnOf(spec.group)]);
  if (heterogeneousBy !== undefined) {
    const occasions = groupingFactor([columnOf(heterogeneousBy)]);
    const codes = Int32Array.from({ length: n }, (_, i) => i);
    return {
      spec,
      subject: null,
      subjects: { levels: [], codes },
      occasions,
      times: indices(occasions.levels.length),
      groups,
    };
  }
  const subject = spec.subject.join(':');
  const subjects = groupingFactor(spec.subject.map(columnOf));
  const time = columnOf(spec.time!);
  const occasions = groupingFactor([time]);
  const distance = inDistance.has(structure);
  if (distance && time.kind !== 'numeric') throw notNumeric(spec);
  const times =
    distance && time.kind === 'numeric' ? valuesOf(occasions, time.values) : indices(occasions.levels.length);
  const design: ResidualDesign = { spec, subject, subjects, occasions, times, groups };
  requireOccasions(design);
  requireSingleOccasions(design, n);
  requireGroupOfSubject(design);
  return design;
}

function requireMembers({ structure, subject, time, heterogeneousBy }: ResidualSpec): void {
  if (heterogeneousBy !== undefined) {
    if (structure === 'diag') return;
    throw new AppError(
      'residual-by-level',
      `heterogeneousBy gives one variance per level of ${heterogeneousBy}, which only the structure diag can have, not ${structure}.`,
      'Choose diag, or leave heterogeneousBy out.',
    );
  }
  if (subject.length === 0) {
    throw new AppError(
      'residual-without-subject',
      `The residual structure ${structure} needs to know whose rows hang together.`,
      'Choose the column that identifies the subjects.',
    );
  }
  if (time === undefined) {
    throw new AppError(
      'residual-without-time',
      `The residual structure ${structure} needs to know which occasion a row belongs to.`,
      'Choose the column that tells the order or the time.',
    );
  }
}

function allAlike(n: number): GroupingLevels {
  return { levels: [''], codes: new Int32Array(n) };
}

function indices(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, t) => t);
}

/** The number of each occasion. */
function valuesOf({ levels, codes }: GroupingLevels, values: Float64Array): Float64Array {
  const times = new Float64Array(levels.length);
  codes.forEach((code, i) => {
    times[code] = values[i];
  });
  return times;
}

function notNumeric({ structure, time }: ResidualSpec): AppError {
  return new AppError(
    'residual-time-not-numeric',
    `The structure ${structure} counts the distance between two times, but “${time}” holds categories.`,
    'Choose a numeric time, or a structure by order such as ar1.',
  );
}

function requireOccasions({ spec, subjects, occasions, times }: ResidualDesign): void {
  if (occasions.levels.length === 1) {
    throw new AppError(
      'one-occasion',
      `${spec.time} is ${occasions.levels[0]} in all rows used: with a single occasion nothing can hang together.`,
      'Choose the column that tells the occasions apart, or leave the residual structure out.',
    );
  }
  const rowsOf = new Int32Array(subjects.levels.length);
  for (const code of subjects.codes) rowsOf[code]++;
  if (rowsOf.every((count) => count === 1)) {
    throw new AppError(
      'residual-per-row',
      `Every ${spec.subject.join(':')} has a single row: nothing was measured repeatedly.`,
      'Choose the column that identifies who or what was measured several times.',
    );
  }
  if (inDistance.has(spec.structure) && occasions.levels.length === 2) {
    throw new AppError(
      'one-distance',
      `All pairs of rows of a subject are ${numberText(times[1] - times[0])} apart in ${spec.time}: how correlation falls with the distance cannot be seen from one distance.`,
      'Choose cs, which has one correlation for all pairs.',
    );
  }
}

function requireSingleOccasions({ spec, subject, subjects, occasions }: ResidualDesign, n: number): void {
  const { length: T } = occasions.levels;
  const keys = Float64Array.from({ length: n }, (_, i) => subjects.codes[i] * T + occasions.codes[i]).sort();
  let cases = 0;
  let first = -1;
  let rows = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && keys[to] === keys[from]) to++;
    if (to > from + 1 && cases++ === 0) {
      first = keys[from];
      rows = to - from;
    }
    from = to;
  }
  if (cases === 0) return;
  const named = `${subject} ${subjects.levels[Math.floor(first / T)]} has ${rows} rows at ${spec.time} ${occasions.levels[first % T]}`;
  const others = cases === 1 ? '' : `, and there are ${cases - 1} more such cases`;
  throw new AppError(
    'duplicate-occasion',
    `${named}${others}: a subject can have one row per occasion.`,
    'Correct the rows, choose a time that tells them apart, or name all columns that identify a subject.',
  );
}

function requireGroupOfSubject({ spec, subject, subjects, groups }: ResidualDesign): void {
  if (spec.group === undefined) return;
  const groupOf = new Int32Array(subjects.levels.length).fill(-1);
  subjects.codes.forEach((code, i) => {
    if (groupOf[code] >= 0 && groupOf[code] !== groups.codes[i]) {
      throw new AppError(
        'group-within-subject',
        `${spec.group} is ${groups.levels[groupOf[code]]} and ${groups.levels[groups.codes[i]]} within ${subject} ${subjects.levels[code]}: one subject belongs to one group.`,
        `Choose a column that is constant within ${subject}, or none.`,
      );
    }
    groupOf[code] = groups.codes[i];
  });
}
