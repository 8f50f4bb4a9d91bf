import type { Effect } from '../../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { droppedAsCombinations } from '../../inference/droppedColumns.ts';
import type { Estimates } from '../../inference/estimates.ts';
import type { QrResult } from '../../numerics/qr.ts';
import { axesOf } from './axes.ts';
import { clusterGroup } from './clusterGroup.ts';
import { clusterLines } from './clusterLines.ts';
import { effectCurves } from './effectCurves.ts';
import type { ColumnUse } from './fixedRows.ts';
import { centralPoint, mean, type ReferencePoint } from './referencePoint.ts';
import { picturedTerms, termVariables, type PicturedTerm } from './termVariables.ts';

/**
 * The pictures of the fixed part: for each term that is not part of a larger one, the model-implied average of the
 * outcome over its variables, with other covariates at their mean, other factors averaged over their levels with equal
 * weights, the offset at its mean; and what the clusters of one grouping do around it.
 *
 * Bands are pointwise t intervals of the fixed part, each with the df of its own linear combination.
 *
 * @param qr of X with row i multiplied by sqrt(weights[i]) (by 1 where the frame has no weights).
 * @param modes levels x k conditional modes per random term, column-major, in the order of `frame.random`.
 * @param level confidence level of the bands.
 */
export function effects(
  frame: ModelFrame,
  qr: QrResult,
  estimates: Estimates,
  modes: readonly Float64Array[],
  level = 0.95,
): Effect[] {
  const use: ColumnUse = {
    kept: qr.pivot.subarray(0, qr.rank),
    dropped: droppedAsCombinations(frame.fixed, qr, frame.weights),
  };
  const centre = centralPoint(frame);
  const offset = frame.offset === null ? 0 : mean(frame.offset);

  return picturedTerms(frame.fixed.terms).flatMap((term): Effect[] => {
    const axes = axesOf(frame, term.variables, centre);
    const { x, combinations, leftOut } = axes;
    const curves = effectCurves(frame, use, estimates, axes, centre, offset, level);
    if (curves.length === 0) return [];
    const others = (combinations[0] ?? []).map(({ variable }) => variable);
    const grouping = clusterGroup(frame, x, others, centre);
    return [
      {
        term: term.name,
        x: { variable: x.name, kind: x.kind === 'numeric' ? 'continuous' : 'factor' },
        curves,
        heldAt: heldAt(frame, term, leftOut, centre),
        clusters: grouping && {
          group: grouping.group,
          lines: clusterLines(frame, use, estimates.beta, modes, grouping, x, term.variables, centre, offset),
        },
      },
    ];
  });
}

function heldAt(
  frame: ModelFrame,
  { variables }: PicturedTerm,
  leftOut: readonly string[],
  centre: ReferencePoint,
): Effect['heldAt'] {
  const all = frame.fixed.terms
    .map(termVariables)
    .flatMap(({ factors, covariates }) => [...factors, ...covariates]);
  const shown = [...variables.factors, ...variables.covariates].filter((name) => !leftOut.includes(name));
  return [...new Set(all)]
    .filter((name) => !shown.includes(name))
    .map((variable) => ({ variable, value: centre.numbers.get(variable) ?? 'averaged over levels' }));
}
