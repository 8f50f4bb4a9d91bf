import type { AnalysisKind } from '../../../../src-shared/model/analyses/index.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { AnalysisState } from '../../../../src-shared/model/project.ts';
import { structureWords } from '../../../../src-shared/report/words/structures.ts';
import { formatCount } from '../../../../src-shared/report/numbers.ts';

const doing: Readonly<Record<AnalysisKind, string>> = {
  bootstrap: 'Fitting the model to drawn outcomes',
  intervals: 'Computing intervals',
  randomTests: 'Testing the random parts',
  likelihoodRatioTests: 'Fitting the model without each predictor',
  influence: 'Leaving out one after the other',
  effectSizes: 'Computing effect sizes',
  simplerModels: 'Fitting simpler models',
  means: 'Comparing means',
  structures: 'Comparing residual structures',
};

/** What an analysis is doing, in words and numbers. */
export function analysisWords({ kind, status, progress }: AnalysisState): {
  readonly label: string;
  readonly detail: string;
  /** NaN = unknown. */
  readonly fraction: number;
} {
  if (status === 'queued')
    return { label: `${doing[kind]}: waiting for its turn`, detail: '', fraction: NaN };
  return { label: doing[kind], detail: detailOf(progress), fraction: fractionOf(progress) };
}

function detailOf(progress: Progress | null): string {
  if (progress === null || progress.stage !== 'inference') return '';
  const { work, iteration } = progress;
  if (work !== undefined) {
    const { structure, done, total } = work;
    const count = `${formatCount(done)} of ${formatCount(total)}`;
    return structure === undefined ? count : `${structureWords[structure].short} · ${count}`;
  }
  return iteration > 0 ? formatCount(iteration) : '';
}

function fractionOf(progress: Progress | null): number {
  const work = progress?.work;
  return work === undefined ? NaN : work.done / work.total;
}
