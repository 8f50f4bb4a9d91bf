import type { Question } from '../../src-shared/model/analyses/index.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { StoredResult } from '../store/project.ts';

/**
 * Ids of the answers that stay true when a model is fitted again: to the same data, with nothing changed but the type of the
 * F tests or the way to find degrees of freedom, and that do not themselves rest on what was changed.
 *
 * @param before the result that the new one replaces; null = none
 */
export function keptAnswers(
  before: Pick<StoredResult, 'spec' | 'revisions' | 'answers'> | null,
  after: Pick<StoredResult, 'spec' | 'revisions'>,
): number[] {
  if (before === null || !same(before.revisions, after.revisions)) return [];
  if (!same(withoutTests(before.spec), withoutTests(after.spec))) return [];
  const sameDf = before.spec.df === after.spec.df;
  return before.answers.filter(({ question }) => sameDf || !restsOnDf(question)).map(({ id }) => id);
}

/** No answer rests on the type of the F tests. */
function restsOnDf(question: Question): boolean {
  switch (question.kind) {
    case 'influence':
    case 'means':
    // standard errors are others by Kenward-Roger
    case 'simplerModels':
    case 'structures':
      return true;
    case 'intervals':
      return question.method !== 'profile';
    case 'bootstrap':
    case 'randomTests':
    case 'likelihoodRatioTests':
    case 'effectSizes':
      return false;
  }
}

function withoutTests(spec: ModelSpec): object {
  return { ...spec, df: null, anova: null };
}

/** Whether two records hold the same, in whatever order. */
function same(one: object, other: object): boolean {
  return text(one) === text(other);
}

function text(record: object): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
