import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../../src-shared/model/project.ts';
import { clusterChoices } from '../../../../src-renderer/features/results/clusterChoices.ts';
import { divide } from '../../../../src-renderer/features/results/documentSections.ts';
import { outOfDateWords, runWords } from '../../../../src-renderer/features/results/runWords.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { singularResult } from '../../../helpers/reportVariants.ts';

describe('divide', () => {
  it('puts the results first, in the reader’s order, with nothing lost and nothing empty', () => {
    const { verdict, sections } = divide(buildReport(sleepstudyResult(), { dataName: 'd' }));
    expect(verdict?.level).toBe('sound');
    expect(sections.map(({ heading }) => heading.section)).toEqual([
      'fixed',
      'tests',
      'variation',
      'fit',
      'effects',
      'checks',
      'clusters',
      'model',
      'computation',
    ]);
    for (const { blocks } of sections) expect(blocks.length).toBeGreaterThan(0);
  });

  it('has no section for what a model lacks', () => {
    const sections = divide(buildReport(singularResult(), { dataName: 'd' })).sections;
    const names = sections.map(({ heading }) => heading.section);
    expect(names).not.toContain('effects');
    expect(names).not.toContain('clusters');
  });
});

describe('clusterChoices', () => {
  it('names each cluster of the plots once, in the order of numbers', () => {
    const choices = clusterChoices(buildReport(sleepstudyResult(), { dataName: 'd' }));
    expect(choices).toHaveLength(18);
    expect(choices[0]).toEqual({ group: 'Subject', level: '308', text: 'Subject 308' });
  });
});

describe('runWords', () => {
  const queuedAt = '2026-01-01T00:00:00.000Z';
  const at = (ms: number) => Date.parse(queuedAt) + ms;
  const run = (progress: RunState['progress'], status: RunState['status'] = 'running'): RunState => ({
    status,
    progress,
    queuedAt,
  });

  it('tells stage, iteration, criterion and time', () => {
    const words = runWords(run({ stage: 'fit', iteration: 12, criterion: 1743.6283 }), at(3210));
    expect(words.label).toBe('Searching for the best fit');
    expect(words.detail.replaceAll('\u00a0', ' ')).toBe('iteration 12 · criterion 1743.628 · 3.2 s');
  });

  it('tells no number that is not there yet', () => {
    expect(runWords(run({ stage: 'frame', iteration: 0, criterion: NaN }), at(100))).toEqual({
      label: 'Preparing the data',
      detail: '',
    });
    expect(runWords(run(null, 'queued'), at(10)).label).toBe('Waiting for another fit to end');
  });
});

it('says what changed after a result', () => {
  expect(outOfDateWords(['model'])).toMatch(/^The model was changed/);
  expect(outOfDateWords(['data'])).toMatch(/^The data were changed/);
  expect(outOfDateWords(['model', 'data'])).toMatch(/^The model and the data were changed/);
});
