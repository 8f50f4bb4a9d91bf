import type { CategoricalColumn, NumericColumn } from '../../../src-shared/model/dataset.ts';
import type { CellProblem } from '../../../src-shared/model/csvReading.ts';
import { CellDictionary } from './dictionary.ts';
import { sortLevels } from './levels.ts';
import type { MissingRule } from './missing.ts';
import { explainUnreadable } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';
import { show } from './options.ts';
import type { ColumnSurvey } from './survey.ts';
import type { TextTable } from './table.ts';

/** What making a column needs and reports to. */
export interface ColumnContext {
  readonly table: TextTable;
  readonly format: NumberFormat;
  readonly missing: MissingRule;
  /** Filled: every cell that was lost. */
  readonly problems: CellProblem[];
  /** Filled: the missing codes met. */
  readonly missingCodes: Set<string>;
}

/** The numbers of a survey; every other cell that is not missing becomes a problem. */
export function numericColumn(context: ColumnContext, column: number, survey: ColumnSurvey): NumericColumn {
  const { table, format, missing } = context;
  const { name, values, others } = survey;
  for (const value of survey.missingNumbers) context.missingCodes.add(String(value));
  const reasons = Array.from({ length: others.size }, (_, entry) => {
    const text = others.text(entry).trim();
    if (!missing.isMissing(text)) return explainUnreadable(text, format).reason;
    if (text !== '') context.missingCodes.add(text);
    return null;
  });
  if (reasons.some((reason) => reason !== null)) {
    for (let row = 0; row < table.nRows; row++) {
      const cell = table.cellAt(row, column);
      if (!Number.isNaN(values[row]) || cell < 0 || isEmpty(table, cell)) continue;
      const entry = others.findOrNone(cell); // none: a number given as missing code, or only spaces
      const reason = entry < 0 ? null : reasons[entry]!;
      if (reason === null) continue;
      const line = table.lineOf(row);
      context.problems.push({ line, row: row + 1, column: name, value: others.text(entry), reason });
    }
  }
  return { kind: 'numeric', name, type: 'continuous', values };
}

/** Codes and levels; given levels keep their order, and every value that is not among them is a problem. */
export function categoricalColumn(
  context: ColumnContext,
  column: number,
  type: CategoricalColumn['type'],
  givenLevels?: readonly string[],
): CategoricalColumn {
  const { table } = context;
  const name = table.names[column];
  const distinct = new CellDictionary(table.tokens);
  const codes = new Int32Array(table.nRows).fill(-1);
  for (let row = 0; row < table.nRows; row++) {
    const cell = table.cellAt(row, column);
    if (cell >= 0 && !isEmpty(table, cell)) codes[row] = distinct.add(cell);
  }
  const texts = levelTexts(context, distinct, givenLevels);
  const found = new Set(texts.filter((text) => text !== null));
  const levels = givenLevels ?? sortLevels([...found], context.format);
  const position = new Map(levels.map((level, i) => [level, i]));
  const codeOf = Int32Array.from(texts, (text) => (text === null ? -1 : (position.get(text) ?? -1)));
  const strange = texts.some((text) => text !== null && !position.has(text));
  const reason = strange ? `it is not among the given levels ${shownLevels(levels)}` : '';
  for (let row = 0; row < table.nRows; row++) {
    const entry = codes[row];
    if (entry < 0) continue;
    codes[row] = codeOf[entry]!;
    if (codes[row] === -1 && texts[entry] !== null) {
      context.problems.push({
        line: table.lineOf(row),
        row: row + 1,
        column: name,
        value: texts[entry],
        reason,
      });
    }
  }
  return { kind: 'categorical', name, type, codes, levels };
}

/** Text of each distinct cell, or null where it means "missing". A given level is never a missing code. */
function levelTexts(
  context: ColumnContext,
  distinct: CellDictionary,
  givenLevels: readonly string[] | undefined,
): (string | null)[] {
  const texts = Array.from({ length: distinct.size }, (_, entry) => distinct.text(entry));
  // Beside a plus sign, a minus sign is a value.
  const minusIsValue = context.missing.usual && texts.some((text) => text.trim() === '+');
  return texts.map((text) => {
    const trimmed = text.trim();
    if (givenLevels?.includes(text) === true || (minusIsValue && trimmed === '-')) return text;
    if (!context.missing.isMissing(text)) return text;
    if (trimmed !== '') context.missingCodes.add(trimmed);
    return null;
  });
}

function shownLevels(levels: readonly string[]): string {
  const shown = levels.slice(0, 6).map(show).join(', ');
  return levels.length > 6 ? `${shown}, ...` : shown;
}

function isEmpty(table: TextTable, cell: number): boolean {
  return table.tokens.ends[cell] === table.tokens.starts[cell];
}
