import { describe, expect, it } from 'vitest';
import { modelMark } from '../../../../src-renderer/shell/modelMark.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import type { ModelState, ResultState } from '../../../../src-shared/model/project.ts';

const result = { verdict: 'sound', aic: 1755.63, outOfDate: [] as string[] } as unknown as ResultState;
const model: ModelState = {
  id: 1,
  name: 'm',
  draft: emptyDraft,
  result,
  failure: null,
  run: null,
  analyses: [],
};

describe('mark of a model', () => {
  it('shows AIC and verdict', () => {
    expect(modelMark(model)).toMatchObject({ words: 'AIC 1756', sign: '✓', tone: 'ok' });
    expect(modelMark({ ...model, result: { ...result, verdict: 'bad' } })).toMatchObject({
      sign: '✗',
      tone: 'bad',
    });
  });

  it('says why a result is out of date instead of its verdict', () => {
    const old = (...outOfDate: ('model' | 'data')[]) =>
      modelMark({ ...model, result: { ...result, outOfDate } });
    expect(old('model').meaning).toBe('Out of date: the model was changed since the fit');
    expect(old('data').meaning).toBe('Out of date: the data were changed since the fit');
    expect(old('model', 'data').meaning).toBe(
      'Out of date: the model and the data were changed since the fit',
    );
    expect(old('model').sign).toBe('↻');
  });

  it('puts a running fit before an old result, and a failure before it too', () => {
    const run = { status: 'queued', progress: null, queuedAt: '' } as const;
    expect(modelMark({ ...model, run }).words).toBe('waits');
    const failure = { code: 'x', message: 'The outcome is constant.', hint: '' };
    expect(modelMark({ ...model, failure })).toMatchObject({ words: 'not fitted', meaning: failure.message });
  });
});
