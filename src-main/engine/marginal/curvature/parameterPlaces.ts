import { envelopeOf } from '../../numerics/envelope.ts';
import type { PatternedRows } from '../patterns.ts';
import { parametersOf } from '../structures/covarianceStructure.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import type { ParameterPlaces } from './envelopeMatrix.ts';

/**
 * The parameters of a Markov process in the order in which a series has left them behind, set by set. Each belongs to the
 * occasions from the first to the last piece that depends on it, and intervals in the order of their ends are a perfect
 * elimination order of what overlaps (Golumbic 1980, Algorithmic Graph Theory and Perfect Graphs, ch. 8): a parameter of all
 * occasions comes last, those of one occasion stand beside those of the next.
 *
 * @param pieces of one subject each: see `markovPieces.ts`
 */
export function parameterPlaces(
  pieces: PatternedRows,
  structure: CovarianceStructure,
  nSets: number,
): ParameterPlaces {
  const count = structure.count * nSets;
  const of = pieces.patterns.map(({ parts: [{ group, occasions }] }) => ({
    last: occasions[occasions.length - 1],
    parameters: parametersOf(structure, occasions).map((j) => group * structure.count + j),
  }));
  const end = new Int32Array(count).fill(-1);
  for (const { last, parameters } of of) for (const j of parameters) end[j] = Math.max(end[j], last);
  const setOf = (j: number): number => Math.floor(j / structure.count);
  const order = Int32Array.from({ length: count }, (_, j) => j).sort(
    (i, j) => setOf(i) - setOf(j) || end[i] - end[j] || i - j,
  );
  const place = new Int32Array(count);
  order.forEach((j, at) => (place[j] = at));
  const first = Int32Array.from({ length: count }, (_, at) => at);
  for (const { parameters } of of) {
    const least = parameters.reduce((lowest, j) => Math.min(lowest, place[j]), count);
    for (const j of parameters) first[place[j]] = Math.min(first[place[j]], least);
  }
  return { envelope: envelopeOf(first), place };
}
