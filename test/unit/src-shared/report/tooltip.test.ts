import { describe, expect, it } from 'vitest';
import type { Plot } from '../../../../src-shared/model/outputDocument.ts';
import type { PlotLayer } from '../../../../src-shared/model/plotScene.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import {
  clusterSelected,
  observationSelected,
  selectionOf,
} from '../../../../src-shared/report/plots/selection.ts';
import { onPaper } from '../../../../src-shared/report/plots/look.ts';
import { realise } from '../../../../src-shared/report/plots/realise.ts';
import { tooltipTexts } from '../../../../src-shared/report/plots/tooltip.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import { hostileNames, hostileResult } from '../../../helpers/reportNames.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { largeResult } from '../../../helpers/reportVariants.ts';

const options = { dataName: 'd.csv', units: { Reaction: 'ms', Days: 'day' } };

function plotsOf(result: FitResult): Plot[] {
  return buildReport(result, options).blocks.flatMap((block) => (block.kind === 'plots' ? block.plots : []));
}

function layer<Kind extends PlotLayer['kind']>(result: FitResult, id: RegExp, kind: Kind) {
  const plot = plotsOf(result).find((candidate) => id.test(candidate.id));
  const found = plot?.scene.layers.find((candidate) => candidate.kind === kind);
  if (plot === undefined || found === undefined) throw new Error(`no ${kind} in ${String(id)}`);
  return found as Extract<PlotLayer, { kind: Kind }>;
}

const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));

describe('what is told of a mark', () => {
  it('names row, cluster and values of an observation', () => {
    const points = layer(sleepstudyResult(), /^effect/, 'points');
    expect(plain(tooltipTexts(points, 9))).toEqual([
      'Row 10',
      'Subject: 308',
      'Days: 9 days',
      'Reaction: 466.3535 ms',
      expect.stringMatching(/^Fitted: 4\d\d\.\d ms$/),
      expect.stringMatching(/^Residual: \d\d\.\d ms$/),
    ]);
  });

  it('counts rows as the data grid does where rows were left out', () => {
    const result = sleepstudyResult();
    const shifted = { ...result, frame: { ...result.frame, rows: result.frame.rows.map((row) => row + 7) } };
    expect(tooltipTexts(layer(shifted, /^observed/, 'points'), 0)[0]).toBe('Row 8');
  });

  it('names the row of each point of the quantile plot', () => {
    const result = sleepstudyResult();
    const points = layer(result, /^qq/, 'points');
    const worst = result.residuals.indexOf(Math.max(...result.residuals));
    expect(tooltipTexts(points, points.x.length - 1)[0]).toBe(`Row ${worst + 1}`);
  });

  it('names level, mode, standard error and interval of a cluster', () => {
    const intervals = layer(sleepstudyResult(), /^modes-Subject-1/, 'intervals');
    const at = intervals.marks.findIndex((mark) => mark.level === '308');
    expect(plain(tooltipTexts(intervals, at))).toEqual([
      'Subject 308',
      'Deviation in effect of Days: 9.2 ms per day',
      'SE 2.3, 95 % interval 4.7 to 13.7',
    ]);
    expect(tooltipTexts(layer(sleepstudyResult(), /^effect/, 'clusters'), 0)).toEqual(['Subject 308']);
  });

  it('tells x, estimate and interval of an effect', () => {
    expect(plain(tooltipTexts(layer(sleepstudyResult(), /^effect/, 'curve'), 0))).toEqual([
      'Days 0',
      expect.stringMatching(/^Model average: 251\.4 ms$/),
      expect.stringMatching(/^95 % interval \d{3}\.\d to \d{3}\.\d$/),
    ]);
  });

  it('counts the observations of a tile', () => {
    const tiles = layer(largeResult(), /^observed/, 'tiles');
    expect(tiles.tiles.reduce((sum, { count }) => sum + count, 0)).toBe(73_421);
    expect(tooltipTexts({ ...tiles, tiles: [{ column: 0, row: 0, count: 1234 }] }, 0)).toEqual([
      '1,234 observations',
    ]);
  });

  it('lets no name become markup in the window', () => {
    const plot = plotsOf(hostileResult()).find(({ id }) => id.startsWith('effect'));
    const option = realise(plot!.scene, { ...onPaper, interactive: true });
    const tooltip = option.tooltip as { formatter: (item: object) => string };
    const html = tooltip.formatter({ seriesIndex: 0, dataIndex: 0 });
    expect(html).toContain('<strong>Row 1</strong><br>');
    expect(html).not.toMatch(/<(?!strong>|\/strong>|br>)/);
    expect(html).toContain('&lt;');
    expect(hostileNames.response).toContain('<');
  });
});

describe('selection', () => {
  it('of a point finds its clusters and no other row', () => {
    const points = layer(sleepstudyResult(), /^effect/, 'points');
    const selection = selectionOf(points, 9);
    expect(selection).toEqual({ kind: 'row', row: 10, clusters: [{ group: 'Subject', level: '308' }] });
    expect(clusterSelected(selection, 'Subject', '308')).toBe(true);
    expect(clusterSelected(selection, 'Subject', '309')).toBe(false);
    expect(observationSelected(selection, points.observations, 9)).toBe(true);
    expect(observationSelected(selection, points.observations, 8)).toBe(false);
  });

  it('of a cluster holds all its rows', () => {
    const points = layer(sleepstudyResult(), /^observed/, 'points');
    const selection = selectionOf(layer(sleepstudyResult(), /^effect/, 'clusters'), 0);
    const rows = points.at.filter((at) => observationSelected(selection, points.observations, at));
    expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
