import type { EquationBlock } from '../../model/outputDocument.ts';
import type { ReportContext } from '../reportContext.ts';
import { displayWidth, shorten } from '../words/lists.ts';
import { splitTerm } from '../words/names.ts';

/** Up to so many coefficients each gets a symbol of its own; beyond, each term gets one. */
const maxCoefficients = 6;

/** Wider sums (in characters as printed) are broken into lines. */
const maxLineLength = 80;

/** Longer names would push the equation off the page. */
const maxName = 36;

/** With a longer outcome the sum starts on a line of its own. */
const maxLeft = 22;

/** A summand with its width on paper. */
interface Piece {
  readonly tex: string;
  readonly width: number;
}

/**
 * The model as an equation. With one grouping rows are counted within its levels (`y_ij`, `u_0j`); otherwise
 * the level of row i is written `batch[i]` (Gelman and Hill 2007).
 */
export function equationBlock(context: ReportContext): EquationBlock {
  const { result, names } = context;
  const symbols: string[] = [];
  const name = (text: string): Piece => {
    const short = shorten(text, maxName);
    const found = symbols.indexOf(short);
    const index = found >= 0 ? found : symbols.push(short) - 1;
    return { tex: `\\text{name:${index}}`, width: displayWidth(short) };
  };
  const single = result.ranef.length === 1;
  const row = single ? 'ij' : 'i';

  const terms = [
    ...fixedPieces(context, name, row, single),
    ...(single ? [] : randomPieces(context, name, row)),
  ];
  if (result.spec.offset !== undefined) terms.push(subscript(name(names.variable(result.spec.offset)), row));
  terms.push({ tex: `\\varepsilon_{${row}}`, width: 2 });
  const left = subscript(name(names.response), row);
  const lines = breakLines(left, terms);
  const weight =
    result.spec.weights === undefined
      ? ''
      : ` / ${subscript(name(names.variable(result.spec.weights)), row).tex}`;
  const laws = [
    ...randomLaws(context, name, single),
    { tex: `\\varepsilon_{${row}} \\sim N(0, \\sigma^2${weight})`, width: 14 },
  ];
  const main = `\\begin{aligned} ${lines.join(' \\\\ ')} \\end{aligned}`;
  return { kind: 'equation', lines: [main, ...fillLines(laws)], names: symbols };
}

type Namer = (text: string) => Piece;

function fixedPieces(context: ReportContext, name: Namer, row: string, single: boolean): Piece[] {
  const { result, names } = context;
  const own = single ? effectsOf(context, result.ranef[0].group) : [];
  const readable = result.fixed.every((fixed) => names.parts(fixed.term) !== null);
  const unmatched = own.filter((term) => !result.fixed.some((fixed) => fixed.term === term));
  if (result.fixed.length <= maxCoefficients && readable) {
    const pieces = result.fixed.map((fixed, k): Piece => {
      const u = own.indexOf(fixed.term);
      const coefficient = u < 0 ? `\\beta_${k}` : `(\\beta_${k} + u_{${u}j})`;
      const factor = regressor(fixed.term, context, name, row);
      return { tex: `${coefficient}${factor.tex}`, width: (u < 0 ? 2 : 9) + factor.width };
    });
    return [...pieces, ...unmatched.map((term) => ownEffect(term, own.indexOf(term), context, name, row))];
  }
  const intercept = result.fixed.some((fixed) => fixed.term === '(Intercept)');
  const known = new Map(result.frame.columns.map((column) => [column.name, column]));
  const pieces: Piece[] = intercept ? [{ tex: '\\beta_0', width: 2 }] : [];
  result.anova
    .filter((test) => Number.isFinite(test.F))
    .forEach((test) => {
      const variables = splitTerm(test.term, new Set(known.keys()));
      const covariates = variables.filter((variable) => known.get(variable)?.kind !== 'categorical');
      const index = variables.map((variable): Piece => {
        const symbol = name(names.variable(variable));
        return covariates.includes(variable)
          ? symbol
          : { tex: `${symbol.tex}[${row}]`, width: symbol.width + 3 };
      });
      const xs = covariates.map((covariate) => subscript(name(names.variable(covariate)), row));
      pieces.push({
        tex: `\\beta_{${index.map(({ tex }) => tex).join(' \\times ')}}${xs.map(({ tex }) => `\\, ${tex}`).join('')}`,
        width: 3 + [...index, ...xs].reduce((sum, piece) => sum + piece.width, 0),
      });
    });
  return [...pieces, ...own.map((term, u) => ownEffect(term, u, context, name, row))];
}

/** A random effect without a fixed one beside it: `u_0j Days_ij`. */
function ownEffect(term: string, u: number, context: ReportContext, name: Namer, row: string): Piece {
  const factor = regressor(term, context, name, row);
  return { tex: `u_{${u}j}${factor.tex}`, width: 3 + factor.width };
}

/** What a coefficient is multiplied with: nothing, `Days_ij`, or `[nitro = 0.2]_ij` (1 where true, else 0). */
function regressor(term: string, { names }: ReportContext, name: Namer, row: string): Piece {
  if (term === '(Intercept)') return { tex: '', width: 0 };
  const parts = names.parts(term);
  if (parts === null) return subscript(name(names.coefficient(term)), row);
  const pieces = parts.map((part) => {
    if (part.kind === 'covariate') return subscript(name(names.variable(part.expression)), row);
    const [variable, level] = [name(names.variable(part.variable)), name(part.level)];
    return { tex: `[${variable.tex} {=} ${level.tex}]_{${row}}`, width: variable.width + level.width + 6 };
  });
  return {
    tex: pieces.map(({ tex }) => `\\, ${tex}`).join(''),
    width: pieces.reduce((sum, piece) => sum + piece.width, 0),
  };
}

function randomPieces(context: ReportContext, name: Namer, row: string): Piece[] {
  return context.result.ranef.flatMap(({ group }) => {
    const title = name(context.groups.title(group));
    const effects = effectsOf(context, group);
    return effects.map((term, u): Piece => {
      const factor = regressor(term, context, name, row);
      const number = effects.length === 1 ? '' : `${u},\\,`;
      return { tex: `u_{${number}${title.tex}[${row}]}${factor.tex}`, width: 4 + title.width + factor.width };
    });
  });
}

/** The distributions of the random effects of each grouping. */
function randomLaws(context: ReportContext, name: Namer, single: boolean): Piece[] {
  return context.result.ranef.flatMap(({ group }) => {
    const { groups, result } = context;
    const title = name(groups.title(group));
    const width = 12 + (single ? 0 : 2 * title.width);
    const effects = effectsOf(context, group);
    const index = (u: number) => {
      if (single) return { u: `${u}j`, psi: String(u) };
      const both = effects.length === 1 ? title.tex : `${u},\\,${title.tex}`;
      return { u: both, psi: both };
    };
    const of = (u: number) => `u_{${index(u).u}}`;
    const correlated = result.variance.some(
      (row) => row.kind === 'covariance' && groups.base(row.group) === group,
    );
    if (!correlated) {
      return effects.map((_, u): Piece => ({ tex: `${of(u)} \\sim N(0, \\psi_{${index(u).psi}}^2)`, width }));
    }
    const vector =
      effects.length <= 3 ? effects.map((_, u) => of(u)) : [of(0), '\\vdots', of(effects.length - 1)];
    const matrix = single ? '\\mathbf{\\Psi}' : `\\mathbf{\\Psi}_{${title.tex}}`;
    return [
      {
        tex: `\\begin{pmatrix} ${vector.join(' \\\\ ')} \\end{pmatrix} \\sim N(\\mathbf{0}, ${matrix})`,
        width,
      },
    ];
  });
}

/** Distributions side by side, as many as a line holds. */
function fillLines(laws: readonly Piece[]): string[] {
  const lines: { tex: string; width: number }[] = [];
  for (const law of laws) {
    const line = lines[lines.length - 1];
    if (line === undefined || line.width + law.width > maxLineLength) lines.push({ ...law });
    else {
      line.tex += `,\\qquad ${law.tex}`;
      line.width += law.width + 5;
    }
  }
  return lines.map((line) => line.tex);
}

function effectsOf({ result, groups }: ReportContext, group: string): string[] {
  return result.variance.flatMap((row) =>
    row.kind === 'variance' && row.term !== null && groups.base(row.group) === group ? [row.term] : [],
  );
}

function subscript(piece: Piece, index: string): Piece {
  return { tex: `${piece.tex}_{${index}}`, width: piece.width + 1 };
}

/** Lines for `aligned`: broken where they would grow too wide. */
function breakLines(left: Piece, terms: readonly Piece[]): string[] {
  const below = left.width > maxLeft;
  const lines: string[] = below ? [`&${left.tex}`] : [];
  const indent = below ? 4 : left.width + 5;
  let line = below ? '&\\quad =' : `${left.tex} &=`;
  let width = indent;
  terms.forEach((term, i) => {
    if (i > 0 && width + term.width > maxLineLength) {
      lines.push(line);
      line = below ? '&\\qquad' : '&\\quad';
      width = indent;
    }
    line += `${i > 0 ? ' +' : ''} ${term.tex}`;
    width += term.width + 3;
  });
  return [...lines, line];
}
