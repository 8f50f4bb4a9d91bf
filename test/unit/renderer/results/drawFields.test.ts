import { describe, expect, it } from 'vitest';
import {
  drawFields,
  readWhole,
  withTyped,
} from '../../../../src-renderer/features/results/analyses/drawFields.ts';
import { questionSchema } from '../../../../src-shared/model/analyses/questionSchema.ts';

const bootstrap = { kind: 'bootstrap', replicates: 1000, seed: 1 } as const;
const tests = { kind: 'randomTests', draws: 10_000, bootstrap: 0, seed: 1 } as const;

describe('numbers of a question with random draws', () => {
  it('are whole, with or without separators of thousands, and within their limits', () => {
    const limits = { least: 1, most: 1_000_000 };
    expect(['1000', ' 20,000 ', '1 000 000', '1\u00a0000'].map((text) => readWhole(text, limits))).toEqual([
      1000, 20_000, 1_000_000, 1000,
    ]);
    for (const text of ['', '0', '1000001', '-5', '1.5', '1e3', 'x', '1,5'])
      expect(readWhole(text, limits)).toBeNull();
  });

  it('make a question as the contract has it, up to the largest of each', () => {
    for (const question of [bootstrap, tests]) {
      const typed = Object.fromEntries(
        drawFields(question.kind).map(({ member, most }) => [member, String(most)]),
      );
      const asked = withTyped(question, typed);
      expect(questionSchema.parse(asked)).toEqual(asked);
      expect(asked?.seed).toBe(Number.MAX_SAFE_INTEGER);
    }
    expect(withTyped(bootstrap, { replicates: '0', seed: '1' })).toBeNull();
  });
});
