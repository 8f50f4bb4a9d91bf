import type { SingularComponent } from '../../../src-shared/model/fitResult.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';

/** A singular fit in words: which component, what it means, what may be done. */
export function singularNotice(components: readonly SingularComponent[]): Notice {
  const sentences = components.map(({ group, terms, kind }) => {
    const effects = terms.map((term) => (term === '(Intercept)' ? 'level' : `effect of ${term}`));
    return kind === 'zero-variance'
      ? `the levels of ${group} do not differ in their ${effects.join(' and ')} beyond chance (variance estimated as 0)`
      : `the ${effects.join(' and ')} vary together perfectly over the levels of ${group} (correlation of 1 or -1)`;
  });
  return {
    code: 'singular-fit',
    severity: 'caution',
    message:
      `A variance component is at its limit: ${sentences.join('; ')}. ` +
      'The estimates are valid for this model; the data do not support a component of this size, and a model without it says the same with fewer parameters.',
  };
}
