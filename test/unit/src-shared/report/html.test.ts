import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { escapeHtml } from '../../../../src-shared/report/html/escape.ts';
import { renderEquation } from '../../../../src-shared/report/html/mathml.ts';
import { renderTable } from '../../../../src-shared/report/html/table.ts';
import { renderHtml } from '../../../../src-shared/report/renderHtml.ts';
import { hostileNames, hostileResult } from '../../../helpers/reportNames.ts';
import { largeResult, variant } from '../../../helpers/reportVariants.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';

const pageOf = (result: ReturnType<typeof sleepstudyResult>) =>
  renderHtml(buildReport(result, { dataName: 'd.csv' }));

describe('escapeHtml', () => {
  it('leaves letters of every script, escapes markup, shows control characters', () => {
    expect(escapeHtml(`<b> & "q" 'x' λ变量é`)).toBe('&lt;b&gt; &amp; &quot;q&quot; &#39;x&#39; λ变量é');
    expect(escapeHtml('a\u0000\u001b\u007fb')).toBe('a␀␛␡b');
  });
});

describe('renderTable', () => {
  const table: TableBlock = {
    kind: 'table',
    caption: 'c',
    columns: [
      { label: 'Term', align: 'text' },
      { label: 'Estimate', align: 'number' },
    ],
    rows: [
      [{ text: 'a', note: 'per day' }, { text: '29.40' }],
      [{ text: 'b' }, { text: '−0.0321' }],
      [{ text: 'c' }, { text: '3.2 × 10⁻⁷' }],
    ],
    footnotes: [],
  };

  it('has heads for rows and columns, and a caption', () => {
    const html = renderTable(table);
    expect(html).toContain('<caption>c</caption>');
    expect(html).toContain('<th scope="col" class="n">Estimate</th>');
    expect(html).toContain('<th scope="row">a <span class="note">per day</span></th>');
  });

  it('sets decimal points below each other', () => {
    const html = renderTable(table);
    expect(html).toContain('<td class="n" style="padding-right:calc(var(--cell) + 2ch)">29.40</td>');
    expect(html).toContain('<td class="n">−0.0321</td>');
    expect(html).toContain('<td class="n">3.2 × 10⁻⁷</td>');
  });
});

describe('renderEquation', () => {
  it('shows names as typed, whatever they mean to TeX', () => {
    const mathml = renderEquation({
      kind: 'equation',
      lines: ['\\text{name:0}_{i} = \\beta_0 \\text{name:1}'],
      names: ["a_b^c $ \\frac % 'q' `x`", '<变量>'],
    });
    expect(mathml).toContain('<mtext>a_b^c $ \\frac % &#39;q&#39; `x`</mtext>');
    expect(mathml).toContain('<mtext>&lt;变量&gt;</mtext>');
  });
});

describe('renderHtml', () => {
  it('holds no script, no address to load from and a policy that forbids both', () => {
    const html = pageOf(sleepstudyResult());
    expect(html).not.toMatch(/<script|<link|<img|<iframe|url\((?!#)|\son\w+=/i);
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it('draws in custom properties, so that one picture serves light and dark', () => {
    const html = pageOf(sleepstudyResult());
    const pictures = html.match(/<svg[^]*?<\/svg>/g) ?? [];
    expect(pictures.length).toBe(6);
    for (const picture of pictures) {
      expect(picture).toContain('var(--plot-accent)');
      expect(picture.replace(/<clipPath[^]*?<\/clipPath>/g, '')).not.toMatch(/="#[0-9a-f]{3,6}"/);
      expect(picture).not.toContain('ecmeta');
    }
  });

  it('gives every id once', () => {
    const ids = [...pageOf(sleepstudyResult()).matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets no name become markup', () => {
    const html = pageOf(hostileResult());
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain(escapeHtml(hostileNames.predictor));
    expect(html).toContain(escapeHtml(hostileNames.group));
  });

  it('never shows a number that does not exist as NaN or Infinity', () => {
    const result = sleepstudyResult();
    const holes = variant({
      fixed: result.fixed.map((row) => ({
        ...row,
        estimate: NaN,
        se: NaN,
        df: Infinity,
        t: NaN,
        p: NaN,
        lower: -Infinity,
        upper: Infinity,
      })),
      anova: result.anova.map((row) => ({ ...row, F: NaN, p: NaN, denDf: Infinity })),
      variance: result.variance.map((row) =>
        row.kind === 'covariance'
          ? { ...row, correlation: NaN, share: NaN }
          : { ...row, variance: 0, sd: 0, share: NaN },
      ),
      r2: { marginal: NaN, conditional: NaN },
      aic: NaN,
      sigma: 0,
      timing: { fitMs: NaN, inferenceMs: 0 },
    });
    const text = pageOf(holes).replace(/<style>[^]*?<\/style>|<svg[^]*?<\/svg>/g, '');
    expect(text).not.toMatch(/NaN|Infinity|undefined|null|−0\b(?!\.)/);
  });

  it('stays small with 73,421 rows and says what it left out', () => {
    const html = pageOf(largeResult());
    expect(html.length).toBeLessThan(1_500_000);
    expect(html).toContain('60 of 2,972 values of s, evenly spaced in order of their average');
    expect(html).toContain('The 15 lowest and 15 highest of 2,972; 2,942 between them are not drawn');
    expect(html).toMatch(/(39\d|40\d) of 73,421 points drawn, evenly spaced/);
  });
});
