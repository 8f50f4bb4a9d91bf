import { describe, expect, it } from 'vitest';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import { equationBlock } from '../../../../src-shared/report/sections/equation.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import {
  categorical,
  coefficient,
  leastSquares,
  largeResult,
  numeric,
} from '../../../helpers/reportVariants.ts';

/** The TeX lines with the names put in. */
function texOf(result: FitResult): string[] {
  const { lines, names } = equationBlock(makeContext(result, { dataName: 'd' }));
  return lines.map((line) =>
    line.replace(/\\text\{name:(\d+)\}/g, (_, index: string) => names[Number(index)]),
  );
}

describe('equationBlock', () => {
  it('joins fixed and random parts where there is one grouping', () => {
    expect(texOf(sleepstudyResult())).toEqual([
      '\\begin{aligned} Reaction_{ij} &= (\\beta_0 + u_{0j}) + (\\beta_1 + u_{1j})\\, Days_{ij} + \\varepsilon_{ij} \\end{aligned}',
      '\\begin{pmatrix} u_{0j} \\\\ u_{1j} \\end{pmatrix} \\sim N(\\mathbf{0}, \\mathbf{\\Psi}),\\qquad \\varepsilon_{ij} \\sim N(0, \\sigma^2)',
    ]);
  });

  it('names the level of each grouping where there are several', () => {
    const [sum, laws] = texOf(largeResult());
    expect(sum).toContain('u_{s[i]} + u_{d[i]} + u_{dept[i]}');
    expect(laws).toContain('u_{dept} \\sim N(0, \\psi_{dept}^2)');
  });

  it('writes one symbol per term where there are many coefficients', () => {
    const g = categorical('g', ['a', 'b', 'c', 'd', 'e', 'f', 'h'], [0]);
    const rows = ['(Intercept)', 'gb', 'gc', 'gd', 'ge', 'gf', 'gh', 'x'].map((term) =>
      coefficient(term, 1, 1),
    );
    const anova = ['g', 'x'].map((term) => ({ term, numDf: 1, denDf: 1, F: 1, p: 0.5 }));
    const [sum] = texOf(leastSquares([numeric('y', [1]), numeric('x', [1]), g], rows, { anova }));
    expect(sum).toContain('&= \\beta_0 + \\beta_{g[i]} + \\beta_{x}\\, x_{i} + \\varepsilon_{i}');
  });

  it('writes weights and offset', () => {
    const result = sleepstudyResult();
    const [sum, laws] = texOf({ ...result, spec: { ...result.spec, weights: 'w', offset: 'o' } });
    expect(sum).toContain('+ o_{ij} + \\varepsilon_{ij}');
    expect(laws).toContain('N(0, \\sigma^2 / w_{ij})');
  });
});
