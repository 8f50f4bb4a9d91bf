import type { Notice } from '../../../src-shared/model/notice.ts';
import type { MissingRule } from './missing.ts';
import { explainUnreadable, isDate } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';
import { show } from './options.ts';
import type { ColumnSurvey } from './survey.ts';

/** `text`: categorical, nominal or id as its values turn out (see `isKeyColumn`). */
type InferredType = 'continuous' | 'nominal' | 'id' | 'text';

export interface Inference {
  readonly type: InferredType;
  readonly warnings: readonly Notice[];
}

/** With this share of numbers a column is one of numbers, and the other cells are mistakes. */
const CLEARLY_NUMERIC = 0.9;
/** With more than this it is, unless the other cells repeat a few texts, as levels do. */
const MOSTLY_NUMERIC = 0.5;
/** Fewer all-different texts than this may be the treatments of a tiny table rather than keys. */
const MIN_KEYS = 10;

/** `id`, `school_id`, `schoolId`, `id.school`, `childid`, `Subject`, ... */
const idName =
  /^(?:id|ids|key|uuid|guid|pid|sid|subject|subj|participant|patient|respondent|person)$|[_.\s-](?:id|key)$|^id[_.\s-]|^(?:child|school|student|pupil|class|teacher|subject|subj|participant|person|patient|case|user|respondent|household|family|animal|plot|site|group|unit|sample|record|row|item|trial|worker|employee|client|customer|country|hospital)id$/i;
const camelId = /[a-z]I[dD]$/;

export function isIdName(name: string): boolean {
  return idName.test(name) || camelId.test(name);
}

/**
 * The type a column has if nobody says otherwise. Numbers are continuous, few distinct integers too, unless
 * they are keys: an id-like name, leading zeros, too many digits to be held, or quotation marks around every
 * value in a file that has unquoted numbers as well (R quotes factors). Dates stay text. Never ordinal.
 */
export function inferType(
  survey: ColumnSurvey,
  missing: MissingRule,
  format: NumberFormat,
  quotesTell: boolean,
): Inference {
  const other = describeOthers(survey, missing, format);
  const filled = survey.numbers + other.filled;
  if (filled === 0) return continuous(note(survey, 'empty-column', 'has no values at all'));
  const named = isIdName(survey.name);
  const quoted = survey.quotedNumbers === survey.numbers && other.unquoted === 0;
  const quotedAsText = quotesTell && quoted && survey.protectedNumbers === 0;

  if (other.filled === 0) {
    if (survey.beyondExact > 0) {
      const what = 'holds integers with more digits than a number can keep; it was read as keys (text)';
      return { type: 'id', warnings: [note(survey, 'long-integers', what)] };
    }
    if (named && survey.fractions === 0) return { type: 'id', warnings: [] };
    if (survey.leadingZeros > 0) return { type: 'nominal', warnings: [] };
    return quotedAsText ? { type: 'text', warnings: [] } : continuous();
  }

  const share = (survey.numbers + other.quantities) / filled;
  const repeats = other.plainTexts > 2 * other.distinctPlainTexts;
  const isNumeric = share >= CLEARLY_NUMERIC || (share > MOSTLY_NUMERIC && !repeats);
  if (survey.numbers > 0 && isNumeric && !named && !quotedAsText && survey.leadingZeros === 0) {
    return continuous();
  }
  if (other.dates >= CLEARLY_NUMERIC * filled) {
    return { type: 'nominal', warnings: [note(survey, 'dates-as-text', 'holds dates; it was read as text')] };
  }
  const unreadable = other.quantities > 0 && share > MOSTLY_NUMERIC;
  const warnings = unreadable
    ? [
        note(
          survey,
          'unreadable-numbers',
          `looks like numbers, but was read as text: the first cell that is none is ${other.example}`,
        ),
      ]
    : [];
  return { type: named ? 'id' : 'text', warnings };
}

/** Whether texts are keys: no two rows share one. */
export function isKeyColumn(nLevels: number, nFilled: number): boolean {
  return nFilled >= MIN_KEYS && nLevels === nFilled;
}

interface Others {
  /** Cells that are neither numbers nor missing, of them unquoted ones. */
  filled: number;
  unquoted: number;
  /** Of them: meant as numbers (`5 %`, `1.2` beside decimal commas), and dates. */
  quantities: number;
  dates: number;
  /** Of them: nothing like a number; all, and different ones. */
  plainTexts: number;
  distinctPlainTexts: number;
  /** A quantity that cannot be read, and why. */
  example: string;
}

function describeOthers(survey: ColumnSurvey, missing: MissingRule, format: NumberFormat): Others {
  const { others } = survey;
  const found: Others = {
    filled: 0,
    unquoted: 0,
    quantities: 0,
    dates: 0,
    plainTexts: 0,
    distinctPlainTexts: 0,
    example: '',
  };
  for (let entry = 0; entry < others.size; entry++) {
    const text = others.text(entry).trim();
    if (missing.isMissing(text)) continue;
    const count = others.counts[entry];
    found.filled += count;
    if (!others.isQuoted(entry)) found.unquoted += count;
    const { quantity, reason } = explainUnreadable(text, format);
    if (quantity) {
      found.quantities += count;
      if (found.example === '') {
        found.example = `${show(text)} in line ${survey.otherLine(entry)}, because ${reason}`;
      }
    } else {
      found.plainTexts += count;
      found.distinctPlainTexts++;
      if (isDate(text)) found.dates += count;
    }
  }
  return found;
}

function continuous(...warnings: Notice[]): Inference {
  return { type: 'continuous', warnings };
}

function note(survey: ColumnSurvey, code: string, what: string): Notice {
  return { code, severity: 'caution', message: `Column ${show(survey.name)} ${what}.` };
}
