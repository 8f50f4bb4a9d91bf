import { quoteName } from '../../formula/names.ts';
import { numberText } from '../../formula/numberText.ts';
import type { Column } from '../../model/dataset.ts';
import type { ObservationColumn, Observations } from '../../model/plotScene.ts';
import type { ReportContext } from '../reportContext.ts';
import { splitTerm } from '../words/names.ts';
import { pluralUnit } from '../words/units.ts';
import { maxPoints } from './cloud.ts';

/** More variables than this would make a note that nobody reads. */
const maxVariables = 6;

/** What is told of every observation; null where there are so many that none is drawn by itself. */
export function allObservations(context: ReportContext): Observations | null {
  const { nObs } = context.result;
  return nObs > maxPoints
    ? null
    : observationsAt(
        context,
        Array.from({ length: nObs }, (_, i) => i),
      );
}

/** Row number, clusters, outcome, predictors, fitted value and residual of some observations. */
export function observationsAt(context: ReportContext, kept: readonly number[]): Observations {
  const { result, names } = context;
  const { frame, sigma } = result;
  const numbers = (name: string, values: Float64Array, unit: string, ruler: number | null) =>
    ({
      kind: 'numbers',
      name,
      unit,
      values: Float64Array.from(kept, (i) => values[i]),
      ruler,
    }) satisfies ObservationColumn;
  const subject = result.spec.residual?.subject ?? [];
  const known = [subject, subject.toReversed()].some((names) =>
    Object.hasOwn(result.nGroups, names.join(':')),
  );
  const groupings = [
    ...Object.keys(result.nGroups),
    ...(known || subject.length === 0 ? [] : [subject.map(quoteName).join(':')]),
  ];
  const groups = groupings.flatMap((group) => {
    const column = clustersOf(group, context, kept);
    return column === null ? [] : [column];
  });
  const inGroups = new Set(
    groups.flatMap(({ group }) => (group === null ? [] : splitTerm(group, columnNames(context)))),
  );
  const predictors = frame.columns
    .filter(({ name }) => !inGroups.has(name) && names.variable(name) !== names.response)
    .slice(0, maxVariables)
    .map((column): ObservationColumn => {
      const name = names.variable(column.name);
      if (column.kind === 'numeric')
        return numbers(name, column.values, pluralUnit(names.unit(column.name) ?? ''), null);
      return { kind: 'levels', name, group: null, levels: column.levels, codes: at(column.codes, kept) };
    });
  const unit = names.responseUnit;
  return {
    rows: Int32Array.from(kept, (i) => frame.rows[i] + 1),
    columns: [
      ...groups,
      ...predictors,
      numbers(names.response, frame.outcome, unit, null),
      numbers('Fitted', result.fitted, unit, sigma),
      numbers('Residual', result.residuals, unit, sigma),
      ...(result.scaledResiduals === undefined
        ? []
        : [numbers('Scaled residual', result.scaledResiduals, '', 1)]),
    ],
  };
}

/** The cluster of each observation, by the names that the conditional modes carry. */
function clustersOf(
  group: string,
  context: ReportContext,
  kept: readonly number[],
): Extract<ObservationColumn, { kind: 'levels' }> | null {
  const { result, groups } = context;
  const columns = splitTerm(group, columnNames(context)).map((name) =>
    result.frame.columns.find((column) => column.name === name),
  );
  if (columns.some((column) => column === undefined)) return null;
  const texts = columns.map((column) => levelText(column as Column));
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(kept, (i) => {
    const level = texts.map((text) => text(i)).join(':');
    const known = codeOf.get(level);
    if (known !== undefined) return known;
    codeOf.set(level, levels.length);
    return levels.push(level) - 1;
  });
  return { kind: 'levels', name: groups.title(group), group, levels, codes };
}

function levelText(column: Column): (i: number) => string {
  return column.kind === 'numeric'
    ? (i) => numberText(column.values[i])
    : (i) => column.levels[column.codes[i]] ?? '';
}

function columnNames({ result }: ReportContext): ReadonlySet<string> {
  return new Set(result.frame.columns.map(({ name }) => name));
}

function at(values: Int32Array, kept: readonly number[]): Int32Array {
  return Int32Array.from(kept, (i) => values[i]);
}
