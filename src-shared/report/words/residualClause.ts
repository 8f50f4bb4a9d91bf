import type { ResidualSpec } from '../../model/modelSpec.ts';
import { plural } from './plural.ts';
import { shortName } from './structures.ts';

/** What a clause about residuals is made of; all names as shown. */
export interface ResidualParts {
  readonly structure: ResidualSpec['structure'];
  /** Columns whose combinations are the subjects. */
  readonly subject: readonly string[];
  readonly time: string | null;
  readonly group: string | null;
  /** Column whose levels have one variance each (`diag`). */
  readonly by: string | null;
  readonly bands?: number | undefined;
}

/** The parts of a spec, with what its columns are called. */
export function residualParts(spec: ResidualSpec, variable: (name: string) => string): ResidualParts {
  const { structure, subject, time, group, heterogeneousBy, bands } = spec;
  const shown = (name: string | undefined): string | null => (name === undefined ? null : variable(name));
  return {
    structure,
    subject: subject.map(variable),
    time: shown(time),
    group: shown(group),
    by: shown(heterogeneousBy),
    bands,
  };
}

/**
 * How the residuals hang together, for the sentence of a model: `residuals of the same subject hang together, the
 * more the closer in time (CAR(1) over Time)`.
 */
export function residualClause(parts: ResidualParts): string {
  const { structure, time, group, by, bands } = parts;
  const own = group === null ? '' : `, with parameters of their own for each ${inText(group)}`;
  if (by !== null) return `residuals spread differently for each ${inText(by)}${own}`;
  const over = time === null ? '' : ` over ${inText(time)}`;
  const named = `(${shortName(structure, bands)}${over})`;
  if (structure === 'diag') {
    return `residuals spread differently at each ${time === null ? 'occasion' : inText(time)} ${named}${own}`;
  }
  return `residuals of the same ${subjectInText(parts.subject)} hang together, ${how[structure]} ${named}${own}`;
}

/** How two residuals of one subject hang together. */
const how: Readonly<Record<Exclude<ResidualSpec['structure'], 'diag'>, string>> = {
  cs: 'any two equally',
  csh: 'any two equally, with a spread for each occasion',
  ar1: 'the more the closer in order',
  arh1: 'the more the closer in order, with a spread for each occasion',
  car1: 'the more the closer in time',
  sp_exp: 'the more the closer in time',
  sp_gau: 'the more the closer in time',
  arma11: 'the more the closer in order, beyond an own error of each',
  toep: 'by how many steps lie between them',
  toeph: 'by how many steps lie between them, with a spread for each occasion',
  ante1: 'each with the one before in its own way',
  hf: 'so that all differences spread alike',
  fa1: 'through one hidden factor',
  un_banded: 'near ones in their own way',
  un: 'each pair of occasions in its own way',
};

/** The columns of the subjects in running text, the innermost first: `class within school`. */
export function subjectInText(subject: readonly string[]): string {
  return [...subject].reverse().map(inText).join(' within ');
}

/** A plain word in running text, else the name as it is. */
export function inText(name: string): string {
  return plural(name) === null ? name : name.toLowerCase();
}

/** For narrow places: `AR(1) residuals within subject over visit, for each arm`. */
export function residualBrief({ structure, subject, time, group, by, bands }: ResidualParts): string {
  const each = group === null ? '' : `, for each ${inText(group)}`;
  if (by !== null) return `A residual variance for each ${inText(by)}${each}`;
  const over = time === null ? '' : ` over ${inText(time)}`;
  return `${shortName(structure, bands)} residuals within ${subjectInText(subject)}${over}${each}`;
}
