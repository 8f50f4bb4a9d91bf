import { describe, expect, it } from 'vitest';
import type { FitResult, ResidualCovariance } from '../../../../src-shared/model/fitResult.ts';
import type { ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { Block, OutputDocument, Plot, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import type { PlotLayer } from '../../../../src-shared/model/plotScene.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { tooltipTexts } from '../../../../src-shared/report/plots/tooltip.ts';
import { renderHtml } from '../../../../src-shared/report/renderHtml.ts';
import { hostileLevel, hostileTrial } from '../../../helpers/reportNames.ts';
import { ovaryResult } from '../../../helpers/reportOvary.ts';
import { trialResult } from '../../../helpers/reportTrial.ts';

const options = { dataName: 'd.csv', units: { score: 'point' } };

function section(result: FitResult): Block[] {
  const { blocks } = buildReport(result, options);
  const start = blocks.findIndex(
    (block) => block.kind === 'heading' && block.section === 'residualCovariance',
  );
  if (start < 0) return [];
  const end = blocks.findIndex((block, i) => i > start && block.kind === 'heading');
  return blocks.slice(start + 1, end);
}

function readings(result: FitResult): string[] {
  return section(result).flatMap((block) =>
    block.kind === 'text'
      ? [
          block.text
            .map((run) => (typeof run === 'string' ? run : run.text))
            .join('')
            .replaceAll('\u00a0', ' '),
        ]
      : [],
  );
}

function tables(result: FitResult): TableBlock[] {
  return section(result).flatMap((block) => (block.kind === 'table' ? [block] : []));
}

function plots(result: FitResult): Plot[] {
  return section(result).flatMap((block) => (block.kind === 'plots' ? block.plots : []));
}

function layer<Kind extends PlotLayer['kind']>(plot: Plot | undefined, kind: Kind) {
  const found = plot?.scene.layers.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found as Extract<PlotLayer, { kind: Kind }>;
}

const rowsOf = (table: TableBlock) => table.rows.map((row) => row.map(({ text }) => text));

/** The trial's result with another structure and some of its residual covariance replaced. */
function changed(
  residual: Partial<ResidualSpec>,
  covariance: Partial<ResidualCovariance> = {},
  result = trialResult(),
): FitResult {
  const { spec, residualCovariance } = result;
  return {
    ...result,
    spec: { ...spec, residual: { ...spec.residual!, ...residual } },
    residualCovariance: { ...residualCovariance!, ...covariance },
  };
}

const lag = (at: number, fitted: number) => ({ level: null, lag: at, fitted, empirical: fitted, pairs: 20 });

describe('what a residual covariance says', () => {
  it('names the structure, the range of correlations and the growing spread', () => {
    expect(readings(trialResult())).toEqual([
      expect.stringMatching(
        /^Unstructured \(UN\) over visit within subject\. Each pair of .*\. Each occasion has a variance of its own\.$/,
      ),
      'Correlations lie between 0.52 (V02 with V04) and 0.72 (V02 with V03). ' +
        'The standard deviation grows from 3.9 points at V01 to 9.8 points at V04.',
    ]);
  });

  it('has a text for each group of parameters', () => {
    const [first, control, active] = readings(trialResult(true));
    expect(first).toContain('Each arm has parameters of its own.');
    expect(control).toMatch(/^Arm Control: correlations lie between 0\.55 \(V01 with V04\) and 0\.77/);
    expect(active).toMatch(/^Arm Active: correlations lie between 0\.47/);
  });

  it('tells where the correlation has faded, after the random effects', () => {
    expect(readings(ovaryResult())[1]).toBe(
      'Visits next to each other correlate 0.61; from five visits apart on the correlation is below 0.1.',
    );
  });

  it('tells how far the correlation falls', () => {
    const result = changed(
      { structure: 'ar1' },
      { matrices: [], lags: [lag(1, 0.72), lag(2, 0.5), lag(3, 0.31)] },
    );
    expect(readings(result)[1]).toBe(
      'Visits next to each other correlate 0.72; the correlation falls to 0.31 three visits apart.',
    );
  });

  it('tells distances in the unit of the time, or as the name of the column says', () => {
    const lags = [lag(1, 0.8), lag(2.5, 0.5)];
    const unitless = changed({ structure: 'car1', time: 'Time' }, { matrices: [], lags });
    expect(readings(unitless)[1]).toBe(
      'Residuals 1 unit of Time apart correlate 0.80; the correlation falls to 0.50 at 2.5 units of Time apart.',
    );
    const days = changed({ structure: 'sp_exp', time: 'day' }, { matrices: [], lags });
    expect(readings(days)[1]).toContain(
      'Residuals 1 day apart correlate 0.80; the correlation falls to 0.50 at 2.5 days',
    );
    expect(plots(days).at(-1)?.scene.x.name).toBe('Days apart');
  });

  it('holds the correlations of the residuals against those of a structure', () => {
    const cs = changed({ structure: 'cs' }, { lags: [lag(1, 0.6), lag(2, 0.6)] });
    const [matrix] = cs.residualCovariance!.matrices;
    const own = matrix.correlation.map((row, i) =>
      row.map((value, j) => (i + j === 1 ? value + 0.25 : value)),
    );
    const apart = changed(
      { structure: 'cs' },
      {
        lags: cs.residualCovariance!.lags,
        matrices: [{ ...matrix, empirical: { ...matrix.empirical, correlation: own } }],
      },
    );
    expect(readings(apart)[1]).toBe(
      'Any two visits of one subject correlate 0.60. ' +
        'The correlations of the residuals themselves differ from these by at most 0.25 (V01 with V02).',
    );
  });

  it('tells the spread of variances by a column, and speaks of no subjects', () => {
    const parameters = [
      { level: null, name: 'variance Male', estimate: 5.29, se: 1, lower: 3.6, upper: 7.7 },
      { level: null, name: 'variance Female', estimate: 4, se: 1, lower: 2.4, upper: 6.5 },
    ];
    const result = changed(
      { structure: 'diag', subject: [], time: undefined, heterogeneousBy: 'sex' },
      { occasions: ['Male', 'Female'], parameters, matrices: [], lags: [] },
    );
    expect(readings(result)).toEqual([
      'Residuals are independent, with a variance of their own for each sex.',
      'The standard deviation lies between 2.0 points (Female) and 2.3 points (Male).',
    ]);
    expect(plots(result)).toEqual([]);
    expect(facts(buildReport(result, options))).toContain('a residual variance for each sex');
  });

  it('is not there for independent residuals', () => {
    const { residualCovariance, ...independent } = trialResult();
    expect(residualCovariance).toBeDefined();
    expect(section(independent)).toEqual([]);
  });
});

describe('tables of a residual covariance', () => {
  it('has estimate, standard error and interval of each parameter', () => {
    const [parameters] = tables(trialResult());
    expect(parameters.columns.map(({ label }) => label.replace('\u00a0', ' '))).toEqual([
      'Parameter',
      'Estimate',
      'SE',
      '95 % CI',
    ]);
    expect(parameters.rows).toHaveLength(10);
    expect(parameters.rows[0][0]).toEqual({ text: 'Variance V01', note: 'SD 3.88' });
    expect(rowsOf(parameters)[4]).toEqual(['Correlation V01, V02', '0.675', '0.039', '0.592 to 0.743']);
  });

  it('shows intervals by profile likelihood where they were asked for', () => {
    const parameter = { kind: 'residual', name: 'variance V01', of: 'variance V01', level: null } as const;
    const interval = { parameter, estimate: 14.6, lower: 11.9, upper: 18.1, remarks: [] };
    const { blocks } = buildReport(trialResult(), options, [
      {
        kind: 'intervals',
        method: 'profile',
        chosen: 'asked',
        criterion: 'ML',
        level: 0.95,
        quantile: 1.96,
        intervals: [interval],
        profiles: [],
      },
    ]);
    const table = blocks.find((block) => block.kind === 'table' && block.rows[0][0].text === 'Variance V01');
    expect((table as TableBlock).rows.slice(0, 2).map((row) => row[3].text)).toEqual([
      '11.9 to 18.1',
      '25.0 to 36.9',
    ]);
    expect((table as TableBlock).footnotes[0]).toContain('by profile likelihood');
  });

  it('has the same parameter of all groups in neighbouring rows', () => {
    const rows = rowsOf(tables(trialResult(true))[0]);
    expect(rows.slice(0, 2).map((row) => row.slice(0, 3))).toEqual([
      ['Variance V01', 'Control', '15.8'],
      ['Variance V01', 'Active', '14.5'],
    ]);
  });

  it('has SDs on the diagonal, correlations above it and covariances below', () => {
    const matrix = tables(trialResult())[1];
    expect(rowsOf(matrix).slice(0, 2)).toEqual([
      ['V01', '3.88', '0.67', '0.67', '0.52'],
      ['V02', '14.4', '5.51', '0.72', '0.52'],
    ]);
    expect(matrix.footnotes[0]).toContain(
      'On the diagonal standard deviations in points, above it correlations',
    );
  });

  it('has no matrix of more occasions than a page holds', () => {
    expect(tables(ovaryResult())).toHaveLength(1);
  });

  it('has the first of each kind of thousands of parameters, and how many there are', () => {
    const occasions = Array.from({ length: 10_000 }, (_, t) => String(t + 1));
    const row = (name: string, estimate: number) => ({
      level: null,
      name,
      estimate,
      se: 0.1,
      lower: 0.2,
      upper: 0.9,
    });
    const parameters = [
      ...occasions.map((name) => row(`variance ${name}`, name === '7' ? 4 : 0.5)),
      ...occasions.slice(1).map((name, t) => row(`correlation ${occasions[t]}, ${name}`, 0.6)),
    ];
    const long = changed(
      { structure: 'ante1' },
      { occasions, parameters, matrices: [], lags: [lag(1, 0.6)] },
    );
    const [table] = tables(long);
    expect(rowsOf(table)).toHaveLength(60);
    expect(rowsOf(table)[30][0]).toBe('Correlation 1, 2');
    expect(table.footnotes).toContain('19,939 of 19,999 parameters are not listed.');
    expect(readings(long)[1]).toContain('The standard deviation lies between 0.71');
  });

  it('shows a parameter at its limit without an interval', () => {
    const parameters = [
      { level: null, name: 'correlation', estimate: 1, se: Number.NaN, lower: Number.NaN, upper: Number.NaN },
    ];
    const [table] = tables(changed({ structure: 'cs' }, { parameters }));
    expect(rowsOf(table)).toEqual([['Correlation', '1.00', '–', '–']]);
    expect(table.footnotes.join(' ')).toContain('– A number that the data do not determine');
  });
});

it('shows variances that are zero but for rounding as zero', () => {
  const { residualCovariance } = trialResult();
  const { parameters, matrices } = residualCovariance!;
  const tiny = 1e-20;
  const cell = (value: number, i: number, j: number) =>
    i + j === 0 ? tiny : i * j === 0 ? value * Math.sqrt(tiny) : value;
  const [matrix] = matrices;
  const result = changed(
    {},
    {
      parameters: parameters.map((row, k) => (k === 0 ? { ...row, estimate: tiny, upper: Infinity } : row)),
      matrices: [
        {
          ...matrix,
          covariance: matrix.covariance.map((row, i) => row.map((value, j) => cell(value, i, j))),
        },
      ],
    },
  );
  expect(readings(result)[1]).toContain(
    'The standard deviation grows from 0 points at V01 to 9.8 points at V04.',
  );
  const [table, cells] = tables(result);
  expect(table.rows[0]).toEqual(['Variance V01', '0', '–', '–'].map((text) => ({ text })));
  expect(rowsOf(cells)[1].slice(1, 3)).toEqual(['0.0', '5.51']);
});

describe('pictures of a residual covariance', () => {
  it('has the matrix of the model beside that of the residuals, from the first occasion at the upper left', () => {
    const [model, own] = plots(trialResult());
    expect([model.title, own.title]).toEqual(['Correlation in the model', 'Correlation of the residuals']);
    const { cells } = layer(model, 'matrix');
    expect(cells).toHaveLength(16);
    expect(cells[1]).toMatchObject({ column: 1, row: 3, label: '0.67' });
    expect(model.scene.y.labels).toEqual(['V04', 'V03', 'V02', 'V01']);
    expect(tooltipTexts(layer(own, 'matrix'), 1)).toEqual([
      'Visits V01 and V02',
      'Correlation in the model: 0.67',
      expect.stringMatching(/^Of the residuals: 0\.7\d \(1\d\d subjects with both\)$/),
    ]);
    expect(tooltipTexts(layer(own, 'matrix'), 0)[1].replace('\u00a0', ' ')).toBe(
      'Standard deviation in the model: 3.88 points',
    );
  });

  it('shows the scale of the colours where cells are too small for numbers, and no correlation of two mares', () => {
    const [model, own] = plots(ovaryResult());
    expect(layer(model, 'matrix').scale).toBe(true);
    const last = layer(own, 'matrix').cells.at(-1)!;
    expect(last.strength).toBeNaN();
    expect(layer(model, 'matrix').cells.at(-1)!.strength).toBe(1);
    expect(own.caption).toContain('after the random effects');
    expect(own.caption).toContain('none where fewer than three have both');
    expect(renderHtml(buildReport(ovaryResult(), options))).not.toMatch(/NaN|Infinity/);
  });

  it('has a line for the model and points by size for the residuals, at whole steps', () => {
    const plot = plots(ovaryResult()).at(-1)!;
    const { bubbles } = layer(plot, 'bubbles');
    expect(bubbles[0].area).toBe(1);
    expect(bubbles[29].area).toBeCloseTo(1 / 297, 1);
    expect(layer(plot, 'curve').y[1]).toBeCloseTo(0.607442 ** 2, 5);
    expect(tooltipTexts(layer(plot, 'bubbles'), 1)).toEqual([
      'Two visits apart',
      'Correlation in the model: 0.37',
      expect.stringMatching(/^Of the residuals: 0\.\d\d \(286 pairs\)$/),
    ]);
    expect(plot.scene.x.labels?.filter((label) => label !== '')).toEqual(['5', '10', '15', '20', '25', '30']);
    expect(plot.scene.x.name).toBe('Visits apart');
  });

  it('names the lines of several groups, and has no lags of two occasions', () => {
    const plot = plots(trialResult(true)).at(-1)!;
    expect(layer(plot, 'endLabels').labels.map(({ text }) => text)).toEqual(['Control', 'Active']);
    expect(
      plots(trialResult(true))
        .map(({ title }) => title)
        .slice(2, 4),
    ).toEqual(['Arm Active: correlation in the model', 'Arm Active: correlation of the residuals']);
    const two = changed({}, { lags: [lag(1, 0.5)] });
    expect(plots(two).map(({ id }) => id)).not.toContain('correlation-lag');
  });
});

describe('the rest of the report', () => {
  it('counts subjects and occasions and names the structure', () => {
    expect(facts(buildReport(trialResult(), options))).toEqual([
      '616 of 800 rows',
      '200 subjects',
      '4 visits',
      'UN residuals within subject over visit',
      expect.stringMatching(/ms$/),
    ]);
    // the mares are a grouping already
    expect(facts(buildReport(ovaryResult(), options)).slice(1, 4)).toEqual([
      '11 mares',
      '31 visits',
      'AR(1) residuals within mare over visit',
    ]);
  });

  it('scales the residuals of the checks and names the subject of each', () => {
    const result = trialResult();
    const document = buildReport(result, options);
    const qq = document.blocks
      .flatMap((block) => (block.kind === 'plots' ? block.plots : []))
      .find(({ id }) => id === 'qq')!;
    expect(qq.scene.above).toBe('Scaled residual (Cholesky)');
    const points = layer(qq, 'points');
    const scaled = result.scaledResiduals!;
    const worst = scaled.indexOf(Math.max(...scaled));
    const texts = tooltipTexts(points, points.x.length - 1);
    expect(texts[0]).toBe(`Row ${result.frame.rows[worst] + 1}`);
    expect(texts[1]).toMatch(/^subject: S0\d{3}$/);
    expect(texts.at(-1)).toBe(`Scaled residual: ${scaled[worst].toFixed(2)}`);
  });

  it('says which variance and which standard errors are shown', () => {
    const result = trialResult();
    const text = allText(
      buildReport({ ...result, spec: { ...result.spec, standardErrors: 'empirical' } }, options),
    );
    expect(text).toContain('empirical standard errors (sandwich)');
    expect(text).toContain('in points; at visit V01');
    expect(text).not.toContain('groupings');
    expect(allText(buildReport(ovaryResult(), options))).toContain('Residual: the variance of each row');
  });

  it('lets no name become markup', () => {
    const html = renderHtml(buildReport(hostileTrial(), options));
    expect(html).toContain('Variance &lt;img src=x');
    expect(html).not.toMatch(/<img|<script/);
    expect(hostileLevel('V01')).toContain('<img');
  });
});

function facts({ blocks }: OutputDocument): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'verdict' ? block.facts : []));
}

function allText(document: OutputDocument): string {
  return JSON.stringify(document.blocks.filter(({ kind }) => kind !== 'plots'));
}
