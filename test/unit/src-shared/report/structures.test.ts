import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { Structures } from '../../../../src-shared/model/analyses/structures.ts';
import type { Block } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { renderHtml } from '../../../../src-shared/report/renderHtml.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const data = referenceData('orthodont');
const result = fit(data, 'distance ~ age * Sex', {
  residual: { structure: 'ar1', subject: ['Subject'], time: 'age' },
});
const answer = runToEnd(
  ask(data, result.spec, {
    kind: 'structures',
    criterion: 'aic',
    coefficient: null,
    structures: ['iid', 'cs', 'toep', 'un'],
    repeated: null,
  }),
);
const options = { dataName: 'orthodont', units: { distance: 'mm' } };

/** What the answer adds: its readings as text, its tables and its plot. */
function shown(given: Structures) {
  const { blocks } = buildReport(result, options, [given]);
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.section === 'structures');
  const end = blocks.findIndex((block, i) => i > start && block.kind === 'heading');
  const own = blocks.slice(start, end);
  const of = <Kind extends Block['kind']>(kind: Kind) =>
    own.filter((block): block is Block & { kind: Kind } => block.kind === kind);
  return {
    readings: of('text').map(({ text }) =>
      text.map((run) => (typeof run === 'string' ? run : run.text)).join(''),
    ),
    tables: of('table'),
    plots: of('plots').flatMap(({ plots }) => plots),
  };
}

test('ranked by AIC, the own structure marked, the others ready to be taken', () => {
  const { readings, tables } = shown(answer);
  const [ranking, coefficients] = tables;
  expect(ranking.rows.map((row) => [row[0].text, row[0].note, row[1].text, row[6].text])).toEqual([
    ['Toeplitz (TOEP)', undefined, '4', '0.00'],
    ['Compound symmetry (CS)', undefined, '2', '0.37'],
    ['Unstructured (UN)', undefined, '10', '7.16'],
    ['First-order autoregressive, AR(1)', 'this model', '2', '11.20'],
    ['Independent', undefined, '1', '48.17'],
  ]);
  expect(readings[0]).toBe(
    'TOEP has the lowest AIC and AICC, CS the lowest BIC. AR(1), the structure of this model, is 11.2 above the lowest AIC.',
  );
  expect(readings[1].replaceAll('\u00a0', ' ')).toBe(
    'The coefficient of age × Sex Male is between 0.285 and 0.350 mm with the 5 structures, its SE between 0.121 and 0.198, p < .05 with 3 of them.',
  );
  expect(ranking.offers?.[3]).toBeNull();
  expect(ranking.offers?.[4]).toEqual({
    difference: 'independent residuals',
    formula: 'distance ~ age * Sex',
    method: 'OLS',
    residual: null,
  });
  expect(ranking.offers?.[2]?.residual).toEqual({ structure: 'un', subject: ['Subject'], time: 'age' });
  expect(coefficients.rows[3].map(({ text }) => text)).toEqual([
    'AR(1)',
    '0.285',
    '0.183',
    '−0.078 to 0.649',
    '103.9',
    '.122',
    '2.28',
    '0.24 to 0.62',
  ]);
});

test('other views ask for the same fits', () => {
  const [ranking, coefficients] = shown(answer).tables;
  const [rank] = ranking.views ?? [];
  expect(rank.choices.map(({ label, current }) => [label, current])).toEqual([
    ['AIC', true],
    ['AICC', false],
    ['BIC', false],
  ]);
  expect(rank.choices[2].question).toEqual({
    ...answer.question,
    criterion: 'bic',
    coefficient: 'age:SexMale',
  });
  expect(coefficients.views?.[0].choices.map(({ label }) => label)).toContain('age');
});

test('the picture has the best above and the own structure in colour', () => {
  const [{ scene, title }] = shown(answer).plots;
  expect(title).toBe('age × Sex Male under each structure');
  expect(scene.y.labels).toEqual(['Independent', 'AR(1)', 'UN', 'CS', 'TOEP']);
  const marks = scene.layers.flatMap((layer) =>
    layer.kind === 'intervals' ? [[layer.colour, layer.marks.map(({ at }) => at)]] : [],
  );
  expect(marks).toEqual([
    ['dim', [0, 2, 3, 4]],
    ['accent', [1]],
  ]);
});

test('what did not converge is said in words and comes last; what was left out or not reached has its reason', () => {
  const { readings, tables } = shown({
    ...answer,
    fitted: answer.fitted.map((one) =>
      one.structure === 'toep'
        ? { ...one, converged: false }
        : one.structure === 'cs'
          ? { ...one, singular: true }
          : one,
    ),
    leftOut: [
      { structure: 'fa1', obstacle: { kind: 'few-occasions', least: 3 } },
      { structure: 'car1', obstacle: { kind: 'refused', message: 'It <cannot> be.' } },
    ],
    notReached: ['hf'],
  });
  expect(tables[0].rows.map((row) => row[7].text)).toEqual(['singular', '', '', '', 'not converged']);
  expect(tables[0].rows[4][0].text).toBe('Toeplitz (TOEP)');
  expect(readings[0]).toContain('CS is at its limit');
  const notes = tables[0].footnotes.join(' ');
  expect(notes).toContain('Left out: FA(1), because it takes 3 occasions');
  expect(notes).toContain('the fit refused it: It <cannot> be.');
  expect(notes).toContain('Stopped before HF could be fitted.');
  const page = renderHtml(buildReport(result, options, [answer]));
  expect(page).toContain('Which structure of the residuals?');
});
