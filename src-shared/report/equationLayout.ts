import type { EquationBlock } from '../model/outputDocument.ts';
import { structureTex } from './structureTex.ts';
import { displayWidth, shorten } from './words/lists.ts';
import type { ResidualParts } from './words/residualClause.ts';

/** Up to so many coefficients each gets a symbol of its own; beyond, each term gets one. */
export const maxCoefficients = 6;

/** Wider sums (in characters as printed) are broken into lines, unless the place has a width of its own. */
const pageWidth = 80;

/** Longer names would push the equation off the page. */
const maxName = 36;

/** With a longer outcome the sum starts on a line of its own. */
const maxLeft = 22;

/** What a coefficient is multiplied with: a number of each row, or 1 where a factor has a level and else 0. */
export type Regressor =
  | { readonly kind: 'covariate'; readonly name: string }
  | { readonly kind: 'level'; readonly variable: string; readonly level: string };

/** A coefficient; `key` tells the same effect of the fixed and the random part. */
export interface Coefficient {
  readonly key: string;
  /** Empty for the intercept. */
  readonly regressors: readonly Regressor[];
}

/** A model as its equation says it; all names as shown. */
export interface EquationParts {
  readonly response: string;
  readonly fixed:
    | { readonly kind: 'coefficients'; readonly coefficients: readonly Coefficient[] }
    | {
        readonly kind: 'terms';
        readonly intercept: boolean;
        readonly terms: readonly { readonly name: string; readonly isFactor: boolean }[][];
      };
  readonly groupings: readonly {
    readonly title: string;
    readonly effects: readonly Coefficient[];
    readonly correlated: boolean;
  }[];
  readonly offset: string | null;
  readonly weights: string | null;
  /** `title`: the subjects as a grouping of them would be called. Null = independent with one variance. */
  readonly residual: (ResidualParts & { readonly title: string }) | null;
}

/** A summand with its width on paper. */
interface Piece {
  readonly tex: string;
  readonly width: number;
}

type Namer = (text: string) => Piece;

/**
 * The model as an equation. With one grouping rows are counted within its levels (`y_ij`, `u_0j`), and so they are
 * within subjects where residual covariance comes without groupings; otherwise the level of row i is written `batch[i]` (Gelman and Hill 2007).
 *
 * @param maxLines a sum that takes more is written with vectors: `x_ij' β + z_ij' u_j + ε_ij`
 */
export function layOutEquation(
  parts: EquationParts,
  maxWidth = pageWidth,
  maxLines = Number.POSITIVE_INFINITY,
): EquationBlock {
  const symbols: string[] = [];
  const name = (text: string): Piece => {
    const short = shorten(text, maxName);
    const found = symbols.indexOf(short);
    const index = found >= 0 ? found : symbols.push(short) - 1;
    return { tex: `\\text{name:${index}}`, width: displayWidth(short) };
  };
  const single = parts.groupings.length === 1;
  const subjectsOnly = parts.groupings.length === 0 && parts.residual !== null && parts.residual.by === null;
  const row = single || subjectsOnly ? 'ij' : 'i';

  const terms = [...fixedPieces(parts, name, row, single), ...(single ? [] : randomPieces(parts, name, row))];
  if (parts.offset !== null) terms.push(subscript(name(parts.offset), row));
  terms.push({ tex: `\\varepsilon_{${row}}`, width: 2 });
  const left = subscript(name(parts.response), row);
  const whole = breakLines(left, terms, maxWidth);
  const lines =
    whole.length <= maxLines ? whole : breakLines(left, vectorPieces(parts, name, row, single), maxWidth);
  const weight = parts.weights === null ? '' : ` / ${subscript(name(parts.weights), row).tex}`;
  const residual =
    parts.residual === null
      ? { tex: `\\varepsilon_{${row}} \\sim N(0, \\sigma^2${weight})`, width: 14 }
      : residualLaw(parts, parts.residual, name, row, weight);
  const laws = [...randomLaws(parts, name, single), residual];
  const main = `\\begin{aligned} ${lines.join(' \\\\ ')} \\end{aligned}`;
  return { kind: 'equation', lines: [main, ...fillLines(laws, maxWidth)], names: symbols };
}

/** The sum as products of vectors: all predictors of a row with their coefficients, all random effects with theirs. */
function vectorPieces(
  { groupings, offset }: EquationParts,
  name: Namer,
  row: string,
  single: boolean,
): Piece[] {
  const product = (values: string, effects: string): Piece => ({
    tex: `\\mathbf{${values}}_{${row}}' ${effects}`,
    width: 6,
  });
  const u = `\\mathbf{u}${single ? '_{j}' : ''}`;
  return [
    product('x', '\\boldsymbol{\\beta}'),
    ...(groupings.length === 0 ? [] : [product('z', u)]),
    ...(offset === null ? [] : [subscript(name(offset), row)]),
    { tex: `\\varepsilon_{${row}}`, width: 2 },
  ];
}

function fixedPieces(
  { fixed, groupings }: EquationParts,
  name: Namer,
  row: string,
  single: boolean,
): Piece[] {
  const own = single ? groupings[0].effects : [];
  if (fixed.kind === 'coefficients') {
    const { coefficients } = fixed;
    const pieces = coefficients.map(({ key, regressors }, k): Piece => {
      const u = own.findIndex((effect) => effect.key === key);
      const coefficient = u < 0 ? `\\beta_${k}` : `(\\beta_${k} + u_{${u}j})`;
      const factor = product(regressors, name, row);
      return { tex: `${coefficient}${factor.tex}`, width: (u < 0 ? 2 : 9) + factor.width };
    });
    const unmatched = own.filter((effect) => !coefficients.some(({ key }) => key === effect.key));
    return [...pieces, ...unmatched.map((effect) => ownEffect(effect, own.indexOf(effect), name, row))];
  }
  const pieces: Piece[] = fixed.intercept ? [{ tex: '\\beta_0', width: 2 }] : [];
  for (const term of fixed.terms) {
    const index = term.map((variable): Piece => {
      const symbol = name(variable.name);
      return variable.isFactor ? { tex: `${symbol.tex}[${row}]`, width: symbol.width + 3 } : symbol;
    });
    const xs = term
      .filter(({ isFactor }) => !isFactor)
      .map((covariate) => subscript(name(covariate.name), row));
    pieces.push({
      tex: `\\beta_{${index.map(({ tex }) => tex).join(' \\times ')}}${xs.map(({ tex }) => `\\, ${tex}`).join('')}`,
      width: 3 + [...index, ...xs].reduce((sum, piece) => sum + piece.width, 0),
    });
  }
  return [...pieces, ...own.map((effect, u) => ownEffect(effect, u, name, row))];
}

/** A random effect without a fixed one beside it: `u_0j Days_ij`. */
function ownEffect({ regressors }: Coefficient, u: number, name: Namer, row: string): Piece {
  const factor = product(regressors, name, row);
  return { tex: `u_{${u}j}${factor.tex}`, width: 3 + factor.width };
}

/** What a coefficient is multiplied with: nothing, `Days_ij`, or `[nitro = 0.2]_ij` (1 where true, else 0). */
function product(regressors: readonly Regressor[], name: Namer, row: string): Piece {
  const pieces = regressors.map((part) => {
    if (part.kind === 'covariate') return subscript(name(part.name), row);
    const [variable, level] = [name(part.variable), name(part.level)];
    return { tex: `[${variable.tex} {=} ${level.tex}]_{${row}}`, width: variable.width + level.width + 6 };
  });
  return {
    tex: pieces.map(({ tex }) => `\\, ${tex}`).join(''),
    width: pieces.reduce((sum, piece) => sum + piece.width, 0),
  };
}

function randomPieces({ groupings }: EquationParts, name: Namer, row: string): Piece[] {
  return groupings.flatMap(({ title, effects }) => {
    const group = name(title);
    return effects.map(({ regressors }, u): Piece => {
      const factor = product(regressors, name, row);
      const number = effects.length === 1 ? '' : `${u},\\,`;
      return { tex: `u_{${number}${group.tex}[${row}]}${factor.tex}`, width: 4 + group.width + factor.width };
    });
  });
}

/** The distributions of the random effects of each grouping. */
function randomLaws({ groupings }: EquationParts, name: Namer, single: boolean): Piece[] {
  return groupings.flatMap(({ title, effects, correlated }) => {
    const group = name(title);
    const width = 12 + (single ? 0 : 2 * group.width);
    const index = (u: number) => {
      if (single) return { u: `${u}j`, psi: String(u) };
      const both = effects.length === 1 ? group.tex : `${u},\\,${group.tex}`;
      return { u: both, psi: both };
    };
    const of = (u: number) => `u_{${index(u).u}}`;
    if (!correlated) {
      return effects.map((_, u): Piece => ({ tex: `${of(u)} \\sim N(0, \\psi_{${index(u).psi}}^2)`, width }));
    }
    const vector =
      effects.length <= 3 ? effects.map((_, u) => of(u)) : [of(0), '\\vdots', of(effects.length - 1)];
    const matrix = single ? '\\mathbf{\\Psi}' : `\\mathbf{\\Psi}_{${group.tex}}`;
    return [
      {
        tex: `\\begin{pmatrix} ${vector.join(' \\\\ ')} \\end{pmatrix} \\sim N(\\mathbf{0}, ${matrix})`,
        width,
      },
    ];
  });
}

/** The distribution of all residuals of one subject, or of one residual where only variances differ by a column. */
function residualLaw(
  { groupings, weights }: EquationParts,
  residual: NonNullable<EquationParts['residual']>,
  name: Namer,
  row: string,
  weight: string,
): Piece {
  const { structure, bands, by, group, title } = residual;
  if (by !== null) {
    const of = [by, ...(group === null ? [] : [group])].map((column) => `${name(column).tex}[${row}]`);
    return { tex: `\\varepsilon_{${row}} \\sim N(0, \\sigma_{${of.join(',\\,')}}^2${weight})`, width: 24 };
  }
  const counted = groupings.length === 0 || (groupings.length === 1 && groupings[0].title === title);
  const subject = counted ? { tex: 'j', width: 1 } : name(title);
  const own = group === null ? { tex: '', width: 0 } : name(group);
  const matrix = group === null ? '\\mathbf{R}' : `\\mathbf{R}_{${own.tex}[${subject.tex}]}`;
  const [product, weighted] =
    weights === null
      ? [matrix, '']
      : [`\\mathbf{D}${matrix}\\mathbf{D}`, `,\\; D_{ss} = 1/\\sqrt{${name(weights).tex}_{s}}`];
  return {
    tex: `\\boldsymbol{\\varepsilon}_{${subject.tex}} \\sim N(\\mathbf{0}, ${product}),\\; ${structureTex(structure, bands)}${weighted}`,
    width: 40 + subject.width + own.width,
  };
}

/** Distributions side by side, as many as a line holds. */
function fillLines(laws: readonly Piece[], maxWidth: number): string[] {
  const lines: { tex: string; width: number }[] = [];
  for (const law of laws) {
    const line = lines[lines.length - 1];
    if (line === undefined || line.width + law.width > maxWidth) lines.push({ ...law });
    else {
      line.tex += `,\\qquad ${law.tex}`;
      line.width += law.width + 5;
    }
  }
  return lines.map((line) => line.tex);
}

function subscript(piece: Piece, index: string): Piece {
  return { tex: `${piece.tex}_{${index}}`, width: piece.width + 1 };
}

/** Lines for `aligned`: broken where they would grow too wide. */
function breakLines(left: Piece, terms: readonly Piece[], maxWidth: number): string[] {
  const below = left.width > maxLeft;
  const lines: string[] = below ? [`&${left.tex}`] : [];
  const indent = below ? 4 : left.width + 5;
  let line = below ? '&\\quad =' : `${left.tex} &=`;
  let width = indent;
  terms.forEach((term, i) => {
    if (i > 0 && width + term.width > maxWidth) {
      lines.push(line);
      line = below ? '&\\qquad' : '&\\quad';
      width = indent;
    }
    line += `${i > 0 ? ' +' : ''} ${term.tex}`;
    width += term.width + 3;
  });
  return [...lines, line];
}
