import type { Progress } from '../../src-shared/model/fitResult.ts';
import { say } from './lines.ts';

/** A fit shorter than this needs no word about its progress; longer ones tell it as often. */
const INTERVAL_MS = 1000;

/** Tells the progress of a long fit on standard error. */
export function progressLine(file: string): (progress: Progress) => void {
  let last = performance.now();
  return ({ stage, iteration, criterion }) => {
    const now = performance.now();
    if (now - last < INTERVAL_MS) return;
    last = now;
    const value = Number.isNaN(criterion) ? '' : `, -2 log-likelihood ${criterion.toFixed(3)}`;
    say(`${file}: ${stage}, iteration ${iteration}${value}`);
  };
}
