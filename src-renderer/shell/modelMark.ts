import type { ModelState } from '../../src-shared/model/project.ts';
import { formatFixed } from '../../src-shared/report/numbers.ts';

/** How the fit of a model stands, in the little room of the navigation. */
export interface ModelMark {
  readonly words: string;
  readonly sign: string;
  /** In full, for tooltips and screen readers. */
  readonly meaning: string;
  readonly tone: 'plain' | 'ok' | 'warn' | 'bad';
}

export function modelMark({ run, result, failure }: ModelState): ModelMark {
  if (run !== null) {
    if (run.status === 'queued')
      return { words: 'waits', sign: '', meaning: 'Waits to be fitted', tone: 'plain' };
    return { words: 'fitting', sign: '', meaning: '', tone: 'plain' };
  }
  if (failure !== null) return { words: 'not fitted', sign: '✗', meaning: failure.message, tone: 'bad' };
  if (result === null) return { words: '', sign: '', meaning: '', tone: 'plain' };
  const words = `AIC ${formatFixed(result.aic, 0)}`;
  if (result.outOfDate.length > 0) {
    const changed = result.outOfDate
      .map((what) => (what === 'model' ? 'the model' : 'the data'))
      .join(' and ');
    const verb = result.outOfDate.length > 1 ? 'were' : what(result.outOfDate[0]);
    return {
      words,
      sign: '↻',
      meaning: `Out of date: ${changed} ${verb} changed since the fit`,
      tone: 'warn',
    };
  }
  if (result.verdict === 'sound') return { words, sign: '✓', meaning: 'Sound fit', tone: 'ok' };
  if (result.verdict === 'caution') return { words, sign: '!', meaning: 'Fit with a caution', tone: 'warn' };
  return { words, sign: '✗', meaning: 'Not to be trusted', tone: 'bad' };
}

function what(changed: 'model' | 'data'): string {
  return changed === 'model' ? 'was' : 'were';
}
