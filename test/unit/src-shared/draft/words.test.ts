import { describe, expect, test } from 'vitest';
import { equationOf } from '../../../../src-shared/draft/equationOf.ts';
import { sentenceOf } from '../../../../src-shared/draft/sentenceOf.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import { equationBlock } from '../../../../src-shared/report/sections/equation.ts';
import { modelSentence } from '../../../../src-shared/report/sections/modelSentence.ts';
import { categorical, draftFor, numeric } from '../../../helpers/builderFacts.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';

const variables = [
  numeric('Reaction'),
  numeric('Days'),
  numeric('x', { label: 'Dose <mg>' }),
  categorical('sex', 2),
  categorical('f', 3),
  categorical('Subject', 18),
];

describe('sentence', () => {
  test.each([
    ['Reaction ~ 1', 'Reaction varies around one average; all rows are taken as independent.'],
    [
      'Reaction ~ x * sex + (1 | Subject)',
      'Reaction depends on Dose <mg> and sex, with the interaction Dose <mg> × sex; subjects differ in their level.',
    ],
    [
      'Reaction ~ Days + (Days || Subject)',
      'Reaction depends on Days; subjects differ in their level and in the effect of Days, taken as uncorrelated.',
    ],
    [
      'Reaction ~ 1 + (0 + f | Subject)',
      'Reaction varies around one average; subjects differ in their level at each f.',
    ],
    [
      'Reaction ~ 1 + (1 | school/class)',
      'Reaction varies around one average; schools and classes within schools differ in their level.',
    ],
  ])('%s', (formula, sentence) => {
    expect(sentenceOf(draftFor(formula), variables)).toBe(sentence);
  });

  test('before an outcome is chosen', () => {
    expect(sentenceOf(emptyDraft, variables)).toMatch(/^The outcome varies/);
  });

  test('is the one of the report', () => {
    const result = sleepstudyResult();
    expect(sentenceOf(draftFor(result.formula), variables)).toBe(
      modelSentence(makeContext(result, { dataName: 'd' })),
    );
  });
});

describe('equation', () => {
  const texOf = (formula: string, change = {}): readonly string[] =>
    (equationOf(draftFor(formula, change), variables)?.lines ?? []).map((line) =>
      line.replace(
        /\\text\{name:(\d+)\}/g,
        (_, index: string) => equationOf(draftFor(formula, change), variables)!.names[Number(index)],
      ),
    );

  test('is the one of the report', () => {
    const result = sleepstudyResult();
    const report = equationBlock(makeContext(result, { dataName: 'd' }));
    const built = equationOf(draftFor(result.formula), variables);
    expect(built?.lines.join().replace(/\\\\|&\\quad|\s/g, '')).toBe(
      report.lines.join().replace(/\\\\|&\\quad|\s/g, ''),
    );
    expect(built?.names).toEqual(report.names);
  });

  test('codes factors against their reference, or all levels where there is no intercept', () => {
    expect(texOf('Reaction ~ sex')[0]).toContain('\\beta_1\\, [sex {=} l1]_{i}');
    expect(texOf('Reaction ~ 0 + sex')[0]).toMatch(/\[sex \{=\} l0\].*\[sex \{=\} l1\]/s);
    expect(texOf('Reaction ~ 0 + sex + f')[0]).not.toContain('[f {=} l0]');
    expect(texOf('Reaction ~ f:sex')[0]).toContain('\\beta_{f[i] \\times sex[i]}');
  });

  test('is written with vectors where the sum takes more than two lines', () => {
    const long = 'Reaction ~ 0 + f + sex + f:sex + Days + Days:f + Days:sex + I(Days^2)';
    const [alone] = texOf(long);
    expect(alone).toContain("Reaction_{i} &= \\mathbf{x}_{i}' \\boldsymbol{\\beta} + \\varepsilon_{i}");
    const [mixed] = texOf(`${long} + (1 | Subject)`, { offset: 'o' });
    expect(mixed).toMatch(/\\beta\} \+ \\mathbf\{z\}_\{ij\}' \\mathbf\{u\}_\{j\} \+ o_\{ij\}/);
  });

  test('has weights, offset, and nothing before an outcome is chosen', () => {
    expect(texOf('Reaction ~ 1', { weights: 'w', offset: 'o' }).join()).toMatch(/o_\{i\}.*w_\{i\}/s);
    expect(equationOf(emptyDraft, variables)).toBeNull();
  });
});
