/** What compare.ts times: one row each. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Names a task of anchors.R and what the engine is asked for. */
export type Task = 'fit' | 'fitWithKenwardRoger' | 'satterthwaite' | 'kenwardRoger' | 'bootstrap' | 'profile';

export interface Row {
  readonly task: Task;
  /** A fit file: a reference case, or one that compare.ts writes. */
  readonly path: string;
  readonly name: string;
  /** At least so many times faster than R; null where no goal is set. */
  readonly goal: number | null;
  /** How often R is asked; fewer times where it takes long. */
  readonly turns: number;
  /** What R's time is multiplied by, where it does a part of the work. */
  readonly scale: number;
  /** What R fits it with, where it is not lme4 or gls. */
  readonly anchor?: 'mmrm';
  /** Minutes of work for R: only where the row is asked for by its whole name. */
  readonly long?: true;
}

const TURNS = 15;
const casesFolder = fileURLToPath(new URL('../reference/cases/', import.meta.url));

/** At least these many times faster than lme4's lmer(). */
const goalsOfFits: Readonly<Record<string, number>> = {
  'lmer-sleepstudy-slope': 15,
  'lmer-penicillin-crossed': 15,
  'lmer-pastes-nested': 15,
  'lmer-egsingle-three-level-growth': 20,
  'lmer-insteval-large-crossed': 6,
};

/** The case with 73,421 rows takes lme4 seconds. */
const LARGE = 'lmer-insteval-large-crossed';

function row(task: Task, name: string, goal: number | null, turns: number, scale = 1): Row {
  return { task, path: `${casesFolder}${name}.json`, name, goal, turns, scale };
}

/**
 * @param scotsSec fit file of the crossed design with 3,435 rows; null where R does not have its data
 * @param trial fit files of the simulated trial with drop-out
 */
export function rows(
  scotsSec: string | null,
  trial: { readonly unstructured: string; readonly autoregressive: string },
): Row[] {
  const fits = readdirSync(casesFolder)
    .filter((file) => /^lmer-.*\.json$/.test(file))
    .map((file) => file.replace('.json', ''))
    .map((name) => row('fit', name, goalsOfFits[name] ?? null, name === LARGE ? 6 : TURNS));
  const crossed: Row[] = scotsSec
    ? [{ task: 'kenwardRoger', path: scotsSec, name: 'scotssec-crossed', goal: 500, turns: 1, scale: 1 }]
    : [];
  return [
    ...fits,
    // Residual structures, beside nlme's gls.
    row('fit', 'gls-orthodont-un', 40, TURNS),
    row('fit', 'mmrm-trial-un', null, 6),
    { task: 'fit', path: trial.autoregressive, name: 'trial-1000-ar1', goal: 10, turns: 5, scale: 1 },
    {
      task: 'fit',
      path: trial.unstructured,
      name: 'trial-1000-un',
      goal: 1000,
      turns: 1,
      scale: 1,
      long: true,
    },
    // The same beside mmrm.
    { ...row('fit', 'mmrm-trial-un', 10, TURNS), anchor: 'mmrm' },
    { ...row('fit', 'mmrm-trial-ar1', null, TURNS), anchor: 'mmrm' },
    {
      task: 'fit',
      path: trial.autoregressive,
      name: 'trial-1000-ar1',
      goal: 30,
      turns: 5,
      scale: 1,
      anchor: 'mmrm',
    },
    {
      task: 'fit',
      path: trial.unstructured,
      name: 'trial-1000-un',
      goal: 20,
      turns: 5,
      scale: 1,
      anchor: 'mmrm',
    },
    { ...row('fitWithKenwardRoger', 'mmrm-trial-un', 20, TURNS), anchor: 'mmrm' },
    {
      task: 'fitWithKenwardRoger',
      path: trial.unstructured,
      name: 'trial-1000-un',
      goal: 100,
      turns: 3,
      scale: 1,
      anchor: 'mmrm',
    },
    row('satterthwaite', LARGE, 10, 5),
    row('kenwardRoger', 'lmer-sleepstudy-slope', 50, TURNS),
    ...crossed,
    row('bootstrap', 'lmer-sleepstudy-slope', 100, 5, 10),
    row('profile', 'lmer-sleepstudy-slope', 100, 7),
  ];
}
