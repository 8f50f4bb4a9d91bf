import type { DraftBlock, DraftGrouping, DraftTerm, ModelDraft } from '../model/modelDraft.ts';
import type { EquationBlock } from '../model/outputDocument.ts';
import type { VariableState } from '../model/project.ts';
import { layOutEquation, maxCoefficients } from '../report/equationLayout.ts';
import type { Coefficient, EquationParts, Regressor } from '../report/equationLayout.ts';
import { residualParts } from '../report/words/residualClause.ts';
import { termKey } from './canonicalTerms.ts';
import { makeDraftWords } from './draftWords.ts';
import type { DraftWords } from './draftWords.ts';
import { groupingTitle } from './groupingTitle.ts';

/** With more columns a random effect is written with one symbol for its term. */
const maxRandomColumns = 12;

/** Characters that fit into a line of the builder. */
const lineWidth = 44;

/** Longer sums would leave no room for the questions above: they are written with vectors. */
const maxLines = 2;

/** The model being built as an equation, with the names of its columns; null without an outcome. */
export function equationOf(draft: ModelDraft, variables: readonly VariableState[]): EquationBlock | null {
  if (draft.response === null) return null;
  const words = makeDraftWords(variables.map((variable) => ({ ...variable, label: '' })));
  const varying = draft.groupings.filter(({ blocks }) => blocks.length > 0);
  return layOutEquation(
    {
      response: words.variable(draft.response),
      fixed: fixedPart(draft, words),
      groupings: varying.map((grouping) => groupingPart(grouping, draft, words)),
      offset: draft.offset === null ? null : words.column(draft.offset),
      weights: draft.weights === null ? null : words.column(draft.weights),
      residual: residualPart(draft, words),
    },
    lineWidth,
    maxLines,
  );
}

function residualPart({ residual, groupings }: ModelDraft, words: DraftWords): EquationParts['residual'] {
  if (residual === undefined) return null;
  return {
    ...residualParts(residual, words.column),
    title: groupingTitle(residual.subject, groupings, words.column),
  };
}

function fixedPart(draft: ModelDraft, words: DraftWords): EquationParts['fixed'] {
  const coefficients = coefficientsOf(
    { intercept: draft.intercept, terms: draft.fixedTerms },
    words,
    maxCoefficients,
  );
  if (coefficients !== null) return { kind: 'coefficients', coefficients };
  return {
    kind: 'terms',
    intercept: draft.intercept,
    terms: draft.fixedTerms.map((term) =>
      term.map((text) => ({ name: words.variable(text), isFactor: words.isFactor(text) })),
    ),
  };
}

function groupingPart(
  grouping: DraftGrouping,
  draft: ModelDraft,
  words: DraftWords,
): EquationParts['groupings'][number] {
  const effects = grouping.blocks.flatMap(
    (block) => coefficientsOf(block, words, maxRandomColumns) ?? termSymbols(block, words),
  );
  return {
    title: groupingTitle(grouping.factors, draft.groupings, words.column),
    effects,
    // several columns in one block: they have covariances
    correlated: effects.length > grouping.blocks.length,
  };
}

/** The columns of a design; null where they cannot be told or are more than `most`. */
function coefficientsOf(part: DraftBlock, words: DraftWords, most: number): Coefficient[] | null {
  const present = new Set(part.terms.map(termKey));
  const firstFactor = part.terms.find((term) => term.length === 1 && words.isFactor(term[0]))?.[0];
  const coefficients: Coefficient[] = part.intercept ? [intercept] : [];
  for (const term of part.terms) {
    let products: Regressor[][] = [[]];
    for (const text of term) {
      const choices = regressorsOf(text, term, part.intercept || text !== firstFactor, present, words);
      if (choices === null || choices.length * products.length > most) return null;
      products = choices.flatMap((choice) => products.map((product) => [...product, choice]));
    }
    coefficients.push(...products.map(coefficient));
    if (coefficients.length > most) return null;
  }
  return coefficients;
}

/** What one variable contributes to the columns of a term: itself, or its levels without the reference. */
function regressorsOf(
  text: string,
  term: DraftTerm,
  averageIsIn: boolean,
  present: ReadonlySet<string>,
  words: DraftWords,
): Regressor[] | null {
  if (!words.isFactor(text)) return [{ kind: 'covariate', name: words.variable(text) }];
  const rest = term.filter((other) => other !== text);
  // R's rule: a factor is coded by contrasts where the term without it is in the model
  const byContrasts = rest.length === 0 ? averageIsIn : present.has(termKey(rest));
  const levels = words.levels(text)?.slice(byContrasts ? 1 : 0);
  return (
    levels?.map((level): Regressor => ({ kind: 'level', variable: words.variable(text), level })) ?? null
  );
}

const intercept: Coefficient = { key: '[]', regressors: [] };

function coefficient(regressors: readonly Regressor[]): Coefficient {
  return { key: JSON.stringify(regressors.map((regressor) => JSON.stringify(regressor)).sort()), regressors };
}

function termSymbols({ intercept: own, terms }: DraftBlock, words: DraftWords): Coefficient[] {
  const symbols = terms.map((term) =>
    coefficient(term.map((text): Regressor => ({ kind: 'covariate', name: words.variable(text) }))),
  );
  return own ? [intercept, ...symbols] : symbols;
}
