import type { RunState } from '../../../src-shared/model/project.ts';
import { formatCount, formatDuration, formatFixed } from '../../../src-shared/report/numbers.ts';

/** Below this a time changes faster than it can be read. */
const leastShownMs = 500;

/** What a fit is doing, in words and numbers. */
export function runWords(run: RunState, nowMs: number): { readonly label: string; readonly detail: string } {
  const elapsed = nowMs - Date.parse(run.queuedAt);
  const time = elapsed >= leastShownMs ? [formatDuration(Math.round(elapsed / 100) * 100)] : [];
  if (run.status === 'queued') return { label: 'Waiting for another fit to end', detail: time.join('') };
  const { progress } = run;
  if (progress === null) return { label: 'Starting the fit', detail: time.join('') };
  const label = {
    frame: 'Preparing the data',
    fit: 'Searching for the best fit',
    inference: 'Computing tests and intervals',
  }[progress.stage];
  const search = [
    ...(progress.iteration > 0 ? [`iteration ${formatCount(progress.iteration)}`] : []),
    ...(Number.isFinite(progress.criterion) ? [`criterion ${formatFixed(progress.criterion, 3)}`] : []),
  ];
  return { label, detail: [...search, ...time].join(' · ') };
}

/** Why a result no longer belongs to what is shown. */
export function outOfDateWords(reasons: readonly ('model' | 'data')[]): string {
  const model = reasons.includes('model');
  const data = reasons.includes('data');
  const what = model && data ? 'The model and the data were' : model ? 'The model was' : 'The data were';
  return `${what} changed after this result was computed.`;
}
