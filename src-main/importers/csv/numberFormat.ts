import type { Notice } from '../../../src-shared/model/notice.ts';
import type { CsvOptions, DecimalMark, ThousandsMark } from '../../../src-shared/model/csvReading.ts';
import { shapeOf } from './marks.ts';
import type { Shape } from './marks.ts';
import { nameOfMark } from './numbers.ts';
import type { TextTable } from './table.ts';

export interface ColumnMarks {
  readonly decimal: DecimalMark;
  readonly thousands: ThousandsMark;
}

export interface Marks {
  readonly decimal: DecimalMark;
  readonly thousands: ThousandsMark;
  /** Columns (by position) whose own cells show other marks than the rest of the file. */
  readonly own: ReadonlyMap<number, ColumnMarks>;
  readonly warnings: readonly Notice[];
}

/** How often each finding occurs in the columns that hold numbers. */
interface Evidence {
  pointDecimal: number;
  commaDecimal: number;
  pointGroups: number;
  commaGroups: number;
  pointEither: number;
  commaEither: number;
  readonly otherGroups: Map<string, number>;
  /** In columns with an `either`: integers of up to three digits, and longer ones without a mark. */
  shortIntegers: number;
  longIntegers: number;
  /** Columns in which the point (comma) is certainly the decimal mark, for messages. */
  readonly pointColumns: string[];
  readonly commaColumns: string[];
  readonly columns: ColumnEvidence[];
}

/** What the numbers of one column say of its marks. */
interface ColumnEvidence {
  readonly column: number;
  readonly name: string;
  /** Cells that prove a decimal point (comma). */
  readonly point: number;
  readonly comma: number;
  readonly pointEither: number;
  readonly commaEither: number;
  readonly groups: number;
}

/** Columns with fewer numbers than this share of their filled cells have no vote: 1.5 may be a code there. */
const VOTING_SHARE = 0.2;

/**
 * Decides the decimal and the thousands mark from all cells of the file. `1,5` proves a decimal comma and
 * `1,234,567` a thousands comma; where only `1,234` occurs, both readings are possible: then plain integers
 * beside it and the delimiter decide, and a warning says so. Where the marks contradict each other, the
 * majority is the decimal mark and there is no thousands mark, so that the others stay unreadable. Where commas
 * do not divide the cells, though, a comma is never guessed to be a thousands mark, and a column that agrees with
 * itself is read with its own decimal mark.
 */
export function detectMarks(table: TextTable, delimiter: string, options: CsvOptions): Marks {
  const warnings: Notice[] = [];
  const evidence = gather(table);
  const decimal = options.decimal ?? decideDecimal(evidence, delimiter, options.thousands, warnings);
  const thousands =
    options.thousands ?? decideThousands(evidence, decimal, delimiter, options.decimal, warnings);
  const told = options.decimal !== undefined || options.thousands !== undefined;
  const own =
    told || delimiter === ',' ? new Map<number, ColumnMarks>() : ownMarks(evidence, decimal, thousands);
  if (own.size === 0) return { decimal, thousands, own, warnings };
  const others = warnings.filter((warning) => warning.code !== 'mixed-decimal-marks');
  return { decimal, thousands, own, warnings: [...others, ownMarksNotice(evidence, own)] };
}

/** Columns whose cells all agree with the decimal mark that the file as a whole does not have. */
function ownMarks(
  evidence: Evidence,
  decimal: DecimalMark,
  thousands: ThousandsMark,
): Map<number, ColumnMarks> {
  const own = new Map<number, ColumnMarks>();
  const other: DecimalMark = decimal === '.' ? ',' : '.';
  const kept = thousands === '.' || thousands === ',' ? '' : thousands;
  for (const { column, point, comma, pointEither, commaEither, groups } of evidence.columns) {
    const [proof, against, againstEither] =
      other === ',' ? [comma, point, pointEither] : [point, comma, commaEither];
    // Undecided commas are decimal marks, unless the file shows commas between thousands.
    const assumed = other === ',' && commaEither > 0 && evidence.commaGroups === 0;
    if (against > 0 || (againstEither > 0 && groups === 0) || (proof === 0 && !assumed)) continue;
    own.set(column, { decimal: other, thousands: groups > 0 ? decimal : kept });
  }
  return own;
}

function ownMarksNotice(evidence: Evidence, own: ReadonlyMap<number, ColumnMarks>): Notice {
  const changed = evidence.columns.filter(({ column }) => own.has(column)).map(({ name }) => name);
  const isComma = [...own.values()].some(({ decimal }) => decimal === ',');
  const rest = (names: readonly string[]) => names.filter((name) => !changed.includes(name));
  const points = isComma ? rest(evidence.pointColumns) : changed;
  const commas = isComma ? changed : rest(evidence.commaColumns);
  return {
    code: 'mixed-decimal-marks',
    severity: 'serious',
    message:
      `Numbers are written with decimal points (${quotedList(points)}) and with decimal commas ` +
      `(${quotedList(commas)}). Each of these columns was read with its own mark. Check this, and set the ` +
      'decimal mark if it is wrong.',
  };
}

function decideDecimal(
  evidence: Evidence,
  delimiter: string,
  thousands: ThousandsMark | undefined,
  warnings: Notice[],
): DecimalMark {
  if (thousands === '.') return ',';
  if (thousands === ',') return '.';
  const point = evidence.pointDecimal + evidence.commaGroups;
  const comma = evidence.commaDecimal + evidence.pointGroups;
  const home: DecimalMark = delimiter === ';' ? ',' : '.';
  if (point > 0 && comma > 0) {
    const decimal = point === comma ? home : point > comma ? '.' : ',';
    const others = decimal === '.' ? evidence.commaColumns : evidence.pointColumns;
    warnings.push({
      code: 'mixed-decimal-marks',
      severity: 'serious',
      message:
        `Numbers are written with decimal points and with decimal commas. The ${nameOfMark(decimal)} was taken ` +
        `as the decimal mark; numbers of the other kind (${quotedList(others)}) were not read as numbers.`,
    });
    return decimal;
  }
  if (point > 0) return '.';
  if (comma > 0) return ',';
  return decideByUsage(evidence, home, delimiter, warnings);
}

/** Only `1,234` or `1.234` occur, if anything. */
function decideByUsage(
  evidence: Evidence,
  home: DecimalMark,
  delimiter: string,
  warnings: Notice[],
): DecimalMark {
  const { pointEither, commaEither, shortIntegers, longIntegers } = evidence;
  if (pointEither + commaEither === 0) return '.';
  // Grouped numbers come with plain ones below a thousand, never with plain ones above.
  const groups = shortIntegers > 0 && longIntegers === 0;
  let decimal: DecimalMark;
  if (pointEither > 0 && commaEither > 0) decimal = home;
  else if (commaEither > 0) decimal = delimiter === ',' && longIntegers === 0 ? '.' : ',';
  else decimal = groups && home === ',' ? ',' : '.';
  // Three decimals after a point, in a file that is not of the semicolon kind, are no puzzle.
  if (commaEither > 0 || home === ',') {
    const example = commaEither > 0 ? '1,234' : '1.234';
    const meaning = example.charAt(1) === decimal ? 'a decimal mark' : 'a thousands mark';
    warnings.push({
      code: 'ambiguous-decimal-mark',
      severity: 'caution',
      message:
        `Every number with a ${nameOfMark(example.charAt(1))} looks like ${example}: it can be a decimal or a ` +
        `thousands mark. It was read as ${meaning}. Check this, and set the decimal mark if it is wrong.`,
    });
  }
  return decimal;
}

function decideThousands(
  evidence: Evidence,
  decimal: DecimalMark,
  delimiter: string,
  given: DecimalMark | undefined,
  warnings: Notice[],
): ThousandsMark {
  const comma = decimal === '.';
  const mark: ThousandsMark = comma ? ',' : '.';
  const contradicting = comma
    ? evidence.commaDecimal + evidence.pointGroups
    : evidence.pointDecimal + evidence.commaGroups;
  if (contradicting > 0) return '';
  if ((comma ? evidence.commaGroups : evidence.pointGroups) > 0) return mark;
  if ((comma ? evidence.commaEither : evidence.pointEither) > 0) {
    const bothOpen = evidence.commaEither > 0 && evidence.pointEither > 0;
    const proven = evidence.pointDecimal + evidence.commaDecimal > 0;
    if (comma && delimiter !== ',' && given === undefined) return ''; // never a thousandfold by guess
    if (bothOpen && !proven && given === undefined) return ''; // neither mark is certain: read one kind only
    if (proven) {
      warnings.push({
        code: 'thousands-mark-assumed',
        severity: 'caution',
        message:
          `Numbers like 1${mark}234 were read as thousands (1234), because the decimal mark of this file is a ` +
          `${nameOfMark(decimal)}. Check this, and set the marks if it is wrong.`,
      });
    }
    return mark;
  }
  const others = [...evidence.otherGroups].sort((a, b) => b[1] - a[1]);
  return (others[0]?.[0] ?? '') as ThousandsMark;
}

function gather(table: TextTable): Evidence {
  const total = emptyEvidence();
  table.names.forEach((name, column) => {
    const { shapes, shortIntegers, longIntegers, otherGroups } = countShapes(table, column);
    const filled = Object.values(shapes).reduce((sum, count) => sum + count, 0);
    const numbers = filled - shapes.text;
    if (numbers === 0 || numbers < VOTING_SHARE * filled) return;
    const pointDecimal =
      shapes['point-decimal'] + shapes['comma-groups-point-decimal'] + shapes['other-groups-point-decimal'];
    const commaDecimal =
      shapes['comma-decimal'] + shapes['point-groups-comma-decimal'] + shapes['other-groups-comma-decimal'];
    const pointGroups = shapes['point-groups'] + shapes['point-groups-comma-decimal'];
    const commaGroups = shapes['comma-groups'] + shapes['comma-groups-point-decimal'];
    const either = shapes['point-either'] + shapes['comma-either'];
    if (pointDecimal + commaGroups > 0) total.pointColumns.push(name);
    if (commaDecimal + pointGroups > 0) total.commaColumns.push(name);
    total.columns.push({
      column,
      name,
      point: pointDecimal + commaGroups,
      comma: commaDecimal + pointGroups,
      pointEither: shapes['point-either'],
      commaEither: shapes['comma-either'],
      groups: pointGroups + commaGroups,
    });
    total.pointDecimal += pointDecimal;
    total.commaDecimal += commaDecimal;
    total.pointGroups += pointGroups;
    total.commaGroups += commaGroups;
    total.pointEither += shapes['point-either'];
    total.commaEither += shapes['comma-either'];
    if (either > 0) {
      total.shortIntegers += shortIntegers;
      total.longIntegers += longIntegers;
    }
    for (const [mark, count] of otherGroups) {
      total.otherGroups.set(mark, (total.otherGroups.get(mark) ?? 0) + count);
    }
  });
  return total;
}

interface ShapeCounts {
  readonly shapes: Record<Shape, number>;
  readonly shortIntegers: number;
  readonly longIntegers: number;
  readonly otherGroups: ReadonlyMap<string, number>;
}

function countShapes(table: TextTable, column: number): ShapeCounts {
  const { text, starts, ends } = table.tokens;
  const shapes = noShapes();
  const otherGroups = new Map<string, number>();
  let shortIntegers = 0;
  let longIntegers = 0;
  for (let row = 0; row < table.nRows; row++) {
    const cell = table.cellAt(row, column);
    if (cell < 0 || ends[cell] === starts[cell]) continue;
    const start = starts[cell];
    const end = ends[cell];
    const shape = shapeOf(text, start, end);
    shapes[shape]++;
    if (shape === 'integer') {
      if (end - start <= 3) shortIntegers++;
      else longIntegers++;
    } else if (shape.startsWith('other-groups')) {
      const mark = /\D/.exec(text.slice(start + 1, end))![0];
      otherGroups.set(mark, (otherGroups.get(mark) ?? 0) + 1);
    }
  }
  return { shapes, shortIntegers, longIntegers, otherGroups };
}

function noShapes(): Record<Shape, number> {
  return {
    text: 0,
    integer: 0,
    'point-decimal': 0,
    'comma-decimal': 0,
    'point-groups': 0,
    'comma-groups': 0,
    'point-either': 0,
    'comma-either': 0,
    'other-groups': 0,
    'point-groups-comma-decimal': 0,
    'comma-groups-point-decimal': 0,
    'other-groups-point-decimal': 0,
    'other-groups-comma-decimal': 0,
  };
}

function emptyEvidence(): Evidence {
  return {
    pointDecimal: 0,
    commaDecimal: 0,
    pointGroups: 0,
    commaGroups: 0,
    pointEither: 0,
    commaEither: 0,
    otherGroups: new Map(),
    shortIntegers: 0,
    longIntegers: 0,
    pointColumns: [],
    commaColumns: [],
    columns: [],
  };
}

function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => JSON.stringify(name));
  return shown.join(', ') + (names.length > 5 ? ', ...' : '');
}
