import type { DataStructure } from '../../../src-shared/model/dataStructure.ts';
import { findColumn, type Column, type Dataset } from '../../../src-shared/model/dataset.ts';
import type { RepeatedQuestion } from '../../../src-shared/model/repeatedStructure.ts';
import { groupingFactor, type GroupingLevels } from '../frame/groupingFactor.ts';
import { restrictColumn } from '../frame/restrictColumn.ts';
import { findCollinear } from './collinear.ts';
import { completeRows } from './completeRows.ts';
import { comparable, isConstant } from './constantWithin.ts';
import { describeGrouping } from './describeGrouping.ts';
import { describeRepeated } from './describeRepeated.ts';
import { relationOf, type GroupingColumn } from './relation.ts';

/** What is asked about: names of columns of the dataset. */
export interface StructureQuestion {
  /** Lists of columns, the outermost first. */
  readonly groupings: readonly (readonly string[])[];
  readonly predictors: readonly string[];
  readonly response: string | null;
  /** Columns that the model also reads: rows without them are left out. */
  readonly others?: readonly string[];
  /** Who may have been measured repeatedly, and when; its own missing values leave out rows of its answer only. */
  readonly repeated?: RepeatedQuestion | null;
}

/**
 * The second front door of the engine: facts about data that decide what a model may do, found before any fit
 * (100,000 rows of 20 columns in about a tenth of a second). Rows with a missing or infinite value in a column
 * asked about are left out; where no row is left, everything is empty.
 *
 * @param dataset at least the columns asked about
 * @throws Error for a name that is not a column of the dataset
 */
export function describeStructure(dataset: Dataset, question: StructureQuestion): DataStructure {
  const { groupings, predictors, response, others: further = [], repeated = null } = question;
  const asked = [
    ...new Set([...groupings.flat(), ...predictors, ...further, ...(response === null ? [] : [response])]),
  ];
  const all = asked.map((name) => columnOf(dataset, name));
  const rows = completeRows(all, dataset.nRows);
  const columns = new Map(all.map((column) => [column.name, restrictColumn(column, rows)]));
  const ofName = (name: string): Column => columns.get(name)!;
  const single = new Map<string, GroupingLevels>();
  const levelsOf = (name: string): GroupingLevels => {
    const known = single.get(name) ?? groupingFactor([ofName(name)]);
    single.set(name, known);
    return known;
  };

  return {
    nRows: rows.length,
    groupings: groupings.map((factors) => {
      const levels = factors.length === 1 ? levelsOf(factors[0]) : groupingFactor(factors.map(ofName));
      const others = [...columns.values()].filter((column) => !factors.includes(column.name));
      return describeGrouping(factors, levels, others);
    }),
    pairs: rows.length === 0 ? [] : describePairs(groupings, levelsOf, outcomeOf(columns, response)),
    collinear: findCollinear(predictors.filter((name) => name !== response).map(ofName)),
    constant: [...columns.values()]
      .filter((column) => isConstant(comparable(column)))
      .map(({ name }) => name),
    repeated: repeated && askRepeated(dataset, all, repeated),
  };
}

function askRepeated(
  dataset: Dataset,
  asked: readonly Column[],
  { subject, time, group }: RepeatedQuestion,
): DataStructure['repeated'] {
  const own = [...subject, time, ...(group === null ? [] : [group])].map((name) => columnOf(dataset, name));
  const rows = completeRows([...asked, ...own], dataset.nRows);
  const ofName = (name: string): Column => restrictColumn(columnOf(dataset, name), rows);
  return describeRepeated({
    subject: subject.map(ofName),
    time: ofName(time),
    group: group === null ? null : ofName(group),
  });
}

function columnOf(dataset: Dataset, name: string): Column {
  const column = findColumn(dataset, name);
  if (column === undefined) throw new Error(`${name} is not a column of ${dataset.name}`);
  return column;
}

function outcomeOf(columns: ReadonlyMap<string, Column>, response: string | null): Float64Array | null {
  const column = response === null ? undefined : columns.get(response);
  return column?.kind === 'numeric' ? column.values : null;
}

/** All pairs of different columns that are in groupings. */
function describePairs(
  groupings: readonly (readonly string[])[],
  levelsOf: (name: string) => GroupingLevels,
  outcome: Float64Array | null,
): DataStructure['pairs'] {
  const factors = [...new Set(groupings.flat())].map((name): GroupingColumn => ({ name, ...levelsOf(name) }));
  return factors.flatMap((a, i) =>
    factors.slice(i + 1).map((b) =>
      relationOf(
        a,
        b,
        factors.filter((other) => other !== a && other !== b),
        outcome,
      ),
    ),
  );
}
