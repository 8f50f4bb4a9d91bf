import { expandFormula } from '../formula/expand.ts';
import { quoteName } from '../formula/names.ts';
import { parseFormula } from '../formula/parse.ts';
import { adjustmentsFor } from '../model/analyses/means.ts';
import type { Adjustment, MeansRequest, NamedContrast } from '../model/analyses/means.ts';
import type { VariableState } from '../model/project.ts';
import { plainColumn } from './termText.ts';

/** A categorical predictor of the fixed part. */
export interface MeansFactor {
  readonly name: string;
  readonly nLevels: number;
  /** In their order; of a factor with many levels only the first ones. */
  readonly levels: readonly string[];
}

/** Factors whose means can be asked for, in the formula's order, and which of them interact. */
export interface MeansChoices {
  readonly factors: readonly MeansFactor[];
  /** Names of two factors or more, for each interaction. */
  readonly interactions: readonly (readonly string[])[];
}

/** Means of the combinations of `of`, compared within each combination of `by`. */
export interface MeansForm {
  readonly of: readonly string[];
  readonly by: readonly string[];
  readonly contrast: NamedContrast | null;
  /** For `trt.vs.ctrl1`: one level for each of `of`; null = the first ones. */
  readonly reference: readonly string[] | null;
  readonly adjust: Adjustment;
}

/** The categorical predictors of a formula, as far as its fixed part names them without a function. */
export function meansChoices(formula: string, variables: readonly VariableState[]): MeansChoices {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  const terms = expandFormula(parseFormula(formula)).fixedTerms.map((term) =>
    term.variables.flatMap(({ name }): MeansFactor[] => {
      const variable = known.get(plainColumn(name) ?? '');
      if (variable?.summary.kind !== 'categorical') return [];
      const { nLevels, levels } = variable.summary;
      return [{ name: variable.name, nLevels, levels: levels.map(({ text }) => text) }];
    }),
  );
  const factors = new Map(terms.flat().map((factor) => [factor.name, factor]));
  const interactions = new Map(
    terms
      .filter((term) => term.length > 1)
      .map((term) => [JSON.stringify(term), term.map(({ name }) => name)]),
  );
  return { factors: [...factors.values()], interactions: [...interactions.values()] };
}

/** More pairs than this are for those who choose them. */
const maxPairs = 100;

/**
 * What is asked unless the person chooses: all pairs of one factor within the levels of those it interacts with; of a factor
 * with many levels the means alone.
 */
export function meansPresets(choices: MeansChoices): MeansForm[] {
  const { factors, interactions } = choices;
  const preset = (name: string, by: readonly string[]): MeansForm => {
    const pairs = meansCounts({ of: [name], by, contrast: 'pairwise' }, choices).comparisons;
    const contrast = pairs <= maxPairs ? 'pairwise' : null;
    return { of: [name], by, contrast, reference: null, adjust: adjustmentsFor(contrast)[0] };
  };
  const within = interactions
    .filter((term) => !interactions.some((other) => other.length > term.length && contains(other, term)))
    .flatMap((term) =>
      term.map((name) =>
        preset(
          name,
          term.filter((other) => other !== name),
        ),
      ),
    );
  const alone = factors.map(({ name }) => preset(name, []));
  const interacts = new Set(interactions.flat());
  return [
    ...within,
    ...alone.filter(({ of: [name] }) => !interacts.has(name)),
    ...alone.filter(({ of: [name] }) => interacts.has(name)),
  ];
}

/** What means can be of: each factor, and the combinations of those that interact. */
export function meansOf({ factors, interactions }: MeansChoices): (readonly string[])[] {
  return [...factors.map(({ name }) => [name]), ...interactions];
}

/** Within which levels they can be compared: all together, of each other factor, of combinations that interact. */
export function meansWithin(choices: MeansChoices, of: readonly string[]): (readonly string[])[] {
  const others = meansOf(choices).filter((names) => !names.some((name) => of.includes(name)));
  return [[], ...others];
}

/** The means that others can be compared with; empty where they are too many to be listed. */
export function meansReferences(of: readonly string[], { factors }: MeansChoices): (readonly string[])[] {
  const own = of.map((name) => factors.find((factor) => factor.name === name));
  if (own.some((factor) => factor === undefined || factor.levels.length < factor.nLevels)) return [];
  const all = own.reduce<(readonly string[])[]>(
    (before, factor) => (factor?.levels ?? []).flatMap((level) => before.map((one) => [...one, level])),
    [[]],
  );
  return all.length <= maxReferences ? all : [];
}

/** How many means, families and comparisons in each family a form asks for. */
export function meansCounts(
  { of, by, contrast }: Pick<MeansForm, 'of' | 'by' | 'contrast'>,
  { factors }: MeansChoices,
): { readonly means: number; readonly families: number; readonly comparisons: number } {
  const product = (names: readonly string[]) =>
    names.reduce((sum, name) => sum * (factors.find((factor) => factor.name === name)?.nLevels ?? 1), 1);
  const means = product(of);
  return { means, families: product(by), comparisons: comparisonsOf(contrast, means) };
}

/** More of them are not chosen from a list. */
const maxReferences = 60;

/** emmeans' polynomials end here. */
const highestDegree = 6;

function comparisonsOf(contrast: NamedContrast | null, k: number): number {
  switch (contrast) {
    case null:
      return 0;
    case 'pairwise':
      return (k * (k - 1)) / 2;
    case 'eff':
      return k;
    case 'poly':
      return Math.min(highestDegree, k - 1);
    case 'consec':
    case 'trt.vs.ctrl1':
      return k - 1;
  }
}

/** As emmeans writes it: `~ A * B | C`. */
export function meansSpecs({ of, by }: Pick<MeansForm, 'of' | 'by'>): string {
  const side = (names: readonly string[]) => names.map(quoteName).join(' * ');
  return `~ ${side(of)}${by.length === 0 ? '' : ` | ${side(by)}`}`;
}

/** The question that a form stands for. */
export function meansRequest({ of, by, contrast, reference, adjust }: MeansForm): MeansRequest {
  const specs = meansSpecs({ of, by });
  const named = contrast === 'trt.vs.ctrl1' && reference !== null ? { reference } : {};
  return { specs, contrast, ...named, adjust, df: null };
}

/** The means that a question is about, where a form can stand for it. */
export function meansAskedBy(
  { specs }: Pick<MeansRequest, 'specs'>,
  choices: MeansChoices,
): Pick<MeansForm, 'of' | 'by'> | null {
  const all = meansOf(choices).flatMap((of) => meansWithin(choices, of).map((by) => ({ of, by })));
  return all.find((form) => meansSpecs(form) === specs) ?? null;
}

function contains(larger: readonly string[], smaller: readonly string[]): boolean {
  return smaller.every((name) => larger.includes(name));
}
