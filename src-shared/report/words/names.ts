import type { FitResult } from '../../model/fitResult.ts';
import { noBreak } from '../numbers.ts';
import type { ReportOptions } from '../reportOptions.ts';
import { pluralUnit } from './units.ts';
import { coefficientParts, type CoefficientPart } from './coefficient.ts';

/** How variables, units, levels and terms are called in one report. */
export interface Names {
  /** The name to show for a variable or an expression such as `log(dose)`. */
  readonly variable: (name: string) => string;
  /** The unit of a variable, or null. */
  readonly unit: (name: string) => string | null;
  /** One step of a numeric predictor: `day`, `kg of Weight`, `unit of wt`. */
  readonly step: (expression: string) => string;
  /** For an axis: `Weight (kg)`, but `Days` where the unit is day. */
  readonly axis: (name: string) => string;
  /** A value with the outcome's unit: `10.5 ms`, `1 point`, `1.7 points`. */
  readonly withUnit: (value: string) => string;
  /** The outcome's unit, in the plural; empty if it has none or is transformed. */
  readonly responseUnit: string;
  /** The outcome as modelled, for the eye. */
  readonly response: string;
  /** The parts of a coefficient or random effect; null where its name cannot be read. */
  readonly parts: (term: string) => readonly CoefficientPart[] | null;
  /** `nitro 0.2 × Variety Victory`, `Days`, `Intercept`. */
  readonly coefficient: (term: string) => string;
  /** `nitro × Variety` for the term `nitro:Variety`. */
  readonly term: (term: string) => string;
  /** Reference level of a factor, or null. */
  readonly reference: (variable: string) => string | null;
}

export function makeNames(result: FitResult, options: ReportOptions): Names {
  const columns = result.frame.columns;
  const known = new Set(columns.map((column) => column.name));
  const engineLabels = new Map(result.fixed.map((row) => [row.term, row.label]));
  const transformed = !known.has(unquote(result.response));

  const variable = (name: string) => own(options.labels, unquote(name)) ?? unquote(name);
  const unit = (name: string) => own(options.units, unquote(name)) ?? null;
  const response = variable(result.response);
  const oneUnit = transformed ? '' : (unit(result.response) ?? '');
  const responseUnit = pluralUnit(oneUnit);

  /** The name after a unit it begins with: `` for Days, ` without sleep` for Days without sleep; else null. */
  const afterUnit = (name: string, one: string) => {
    if (!name.toLowerCase().startsWith(one.toLowerCase())) return null;
    const rest = name.slice(one.length).replace(/^s(?=\s|$)/, '');
    return rest === '' || rest.startsWith(' ') ? rest : null;
  };
  const step = (expression: string) => {
    const name = variable(expression);
    const one = unit(expression);
    if (one === null) return `unit of ${name}`;
    const rest = afterUnit(name, one);
    return rest === null ? `${one} of ${name}` : one + rest;
  };
  const axis = (expression: string) => {
    const name = variable(expression);
    const one = unit(expression);
    return one === null || afterUnit(name, one) !== null ? name : `${name} (${pluralUnit(one)})`;
  };
  const parts = (term: string) => coefficientParts(term, columns);
  const partName = (part: CoefficientPart) =>
    part.kind === 'level' ? `${variable(part.variable)} ${part.level}` : variable(part.expression);

  return {
    variable,
    unit,
    step,
    axis,
    response,
    responseUnit,
    withUnit: (value) => {
      if (oneUnit === '') return value;
      return `${value}${noBreak}${/^[−±]?1$/.test(value) ? oneUnit : responseUnit}`;
    },
    parts,
    coefficient: (term) => {
      if (term === '(Intercept)') return 'Intercept';
      const found = parts(term);
      return found === null ? (engineLabels.get(term) ?? term) : found.map(partName).join(' × ');
    },
    term: (term) => splitTerm(term, known).map(variable).join(' × '),
    reference: (name) => {
      const column = columns.find((candidate) => candidate.name === name);
      return column?.kind === 'categorical' ? column.levels[0] : null;
    },
  };
}

/** The variables of `a:b` or `a:(b:c)`; a colon inside backquotes, brackets or a known name separates nothing. */
export function splitTerm(term: string, known: ReadonlySet<string>): string[] {
  if (known.has(unquote(term))) return [unquote(term)];
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i <= term.length; i++) {
    const letter = term[i];
    if (quoted && letter === '\\') {
      i++;
      continue;
    }
    if (letter === '`') quoted = !quoted;
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (i === term.length || (letter === ':' && depth === 0 && !quoted)) {
      const piece = term.slice(start, i);
      // lme4 brackets what a grouping of three or more columns lies in
      const [, inner] = /^\((.*)\)$/s.exec(piece) ?? [];
      if (inner !== undefined && !known.has(piece)) pieces.push(...splitTerm(inner, known));
      else pieces.push(unquote(piece));
      start = i + 1;
    }
  }
  return pieces;
}

/** A name as the user typed it, without R's backquotes. */
export function unquote(name: string): string {
  return /^`(?:[^`\\]|\\.)*`$/s.test(name) ? name.slice(1, -1).replace(/\\(.)/gs, '$1') : name;
}

function own(record: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
