import type { UnreadableCells } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';
import type { ColumnData, ColumnStore } from './columnStore.ts';
import { convertColumn } from './convertColumn.ts';
import type { Step } from './history.ts';
import type { VariableRow } from './variableTable.ts';

export interface VariableChange {
  readonly label?: string | undefined;
  readonly unit?: string | undefined;
  readonly type?: VariableType | undefined;
  /** All levels in their new order; the first is the reference. */
  readonly levels?: readonly string[] | undefined;
}

export interface PlannedChange {
  /** In words, for undo. */
  readonly label: string;
  readonly unreadable: UnreadableCells | null;
  /** Stores new values where there are some. */
  readonly steps: (columns: ColumnStore, newRevision: () => number) => Step[];
}

/** What a change of a variable comes down to; null where all is so already. */
export function variableSteps(
  variable: VariableRow,
  column: ColumnData,
  change: VariableChange,
): PlannedChange | null {
  const { label = variable.label, unit = variable.unit, type = variable.type } = change;
  const converted = convertColumn(column, type);
  const ordered =
    change.levels === undefined ? converted.column : inOrder(converted.column, change.levels, variable.name);
  const textsChange = label !== variable.label || unit !== variable.unit;
  const valuesChange = ordered !== column || type !== variable.type;
  if (!textsChange && !valuesChange) return null;
  return {
    label: describe(variable, { label, unit, type, reordered: ordered !== converted.column }),
    unreadable: converted.unreadable,
    steps: (columns, newRevision) => {
      const steps: Step[] = [];
      const { id } = variable;
      if (textsChange) {
        steps.push({
          kind: 'texts',
          id,
          before: { label: variable.label, unit: variable.unit },
          after: { label, unit },
        });
      }
      if (valuesChange) {
        const columnId = ordered === column ? variable.columnId : columns.insert(ordered);
        steps.push({
          kind: 'values',
          id,
          before: { type: variable.type, columnId: variable.columnId, revision: variable.revision },
          after: { type, columnId, revision: newRevision() },
        });
      }
      return steps;
    },
  };
}

/** The same values with their levels in another order; the same column where that is their order already. */
function inOrder(column: ColumnData, levels: readonly string[], name: string): ColumnData {
  if (column.kind === 'numeric') {
    throw new AppError(
      'no-levels',
      `${name} is continuous and has no levels to order.`,
      'Make it nominal or ordinal first.',
    );
  }
  const newCode = new Map(levels.map((text, code) => [text, code]));
  const codes = column.levels.map((text) => newCode.get(text) ?? -1);
  if (newCode.size !== levels.length || levels.length !== column.levels.length || codes.includes(-1)) {
    throw new AppError(
      'other-levels',
      `The levels of ${name} have changed in the meantime, so that their order was not changed.`,
      'Look at the levels again and order them anew.',
    );
  }
  if (codes.every((code, index) => code === index)) return column;
  return {
    kind: 'categorical',
    codes: column.codes.map((code) => (code < 0 ? -1 : codes[code])),
    levels: [...levels],
  };
}

function describe(
  variable: VariableRow,
  to: { label: string; unit: string; type: VariableType; reordered: boolean },
): string {
  if (to.type !== variable.type) return `Change type of ${variable.name} to ${to.type}`;
  if (to.reordered) return `Order levels of ${variable.name}`;
  if (to.label !== variable.label) return `Label ${variable.name}`;
  return `Change unit of ${variable.name}`;
}
