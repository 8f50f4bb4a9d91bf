import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { buildReport } from '../../src-shared/report/buildReport.ts';
import { renderHtml } from '../../src-shared/report/renderHtml.ts';
import type { ReportOptions } from '../../src-shared/report/reportOptions.ts';
import { hostileResult, hostileTrial } from '../helpers/reportNames.ts';
import { ovaryResult } from '../helpers/reportOvary.ts';
import { sleepstudyResult } from '../helpers/reportSleepstudy.ts';
import { trialResult } from '../helpers/reportTrial.ts';
import { singularResult, treesResult } from '../helpers/reportVariants.ts';

/**
 * Whole reports, compared with those that were looked at. After a change that is meant:
 * `UPDATE_GOLDEN=1 npx vitest run test/golden`, then open the files and look.
 */
const reports: Readonly<Record<string, readonly [FitResult, ReportOptions]>> = {
  sleepstudy: [
    sleepstudyResult(),
    {
      dataName: 'sleepstudy.csv',
      labels: { Days: 'Days without sleep', Reaction: 'reaction time' },
      units: { Reaction: 'ms', Days: 'day' },
    },
  ],
  'hostile-names': [hostileResult(), { dataName: `<b>"data" & 'more'.csv` }],
  singular: [singularResult(), { dataName: 'dyestuff.csv', title: 'Six batches' }],
  unstructured: [trialResult(), { dataName: 'trial.csv', units: { score: 'point' } }],
  autoregressive: [ovaryResult(), { dataName: 'ovary.csv' }],
  'hostile-by-arm': [hostileTrial(), { dataName: `<b>"data" & 'more'.csv` }],
  'least-squares': [treesResult(), { dataName: 'trees.csv', units: { height: 'm' } }],
};

describe('reports', () => {
  it.each(Object.keys(reports))('%s', (name) => {
    const html = renderHtml(buildReport(...reports[name]));
    const folder = new URL(`${name}/`, import.meta.url);
    const file = new URL('report.html', folder);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, html);
    }
    expect(existsSync(file), `${name}: no golden report; make it with UPDATE_GOLDEN=1`).toBe(true);
    expect(html).toBe(readFileSync(file, 'utf8'));
  });
});
