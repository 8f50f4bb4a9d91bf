/**
 * The engine in a process of its own for one case, so that its first fit is a cold one. Each message asks for
 * one fit and is answered with its time; started by against-lme4.ts with the case file as argument.
 */
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { analyse } from '../../src-main/engine/analyse.ts';

export interface EngineAnswer {
  readonly fitMs: number;
  readonly inferenceMs: number;
  readonly iterations: number;
  readonly peakMb: number;
}

const { dataset, spec } = readFitFile(process.argv[2]);
process.on('message', () => {
  const { timing, certificate } = runToEnd(analyse(dataset, spec, () => performance.now()));
  const answer: EngineAnswer = {
    ...timing,
    iterations: certificate.iterations,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.send?.(answer);
});
