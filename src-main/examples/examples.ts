import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleInfo } from '../../src-shared/model/settings.ts';
import type { Example } from './example.ts';
import { bodyweight } from './sets/bodyweight.ts';
import { cake } from './sets/cake.ts';
import { dyestuff } from './sets/dyestuff.ts';
import { dyestuff2 } from './sets/dyestuff2.ts';
import { egsingle } from './sets/egsingle.ts';
import { insteval } from './sets/insteval.ts';
import { machines } from './sets/machines.ts';
import { mtcars } from './sets/mtcars.ts';
import { oats } from './sets/oats.ts';
import { orthodont, orthodontUnbalanced } from './sets/orthodont.ts';
import { ovary } from './sets/ovary.ts';
import { pastes } from './sets/pastes.ts';
import { penicillin } from './sets/penicillin.ts';
import { sleepstudy, sleepstudyWeights } from './sets/sleepstudy.ts';
import { trial } from './sets/trial.ts';

/** All examples, in the order of the gallery: one of each kind first. */
export const examples: readonly Example[] = [
  sleepstudy,
  pastes,
  penicillin,
  oats,
  machines,
  orthodont,
  egsingle,
  trial,
  insteval,
  dyestuff,
  dyestuff2,
  cake,
  bodyweight,
  ovary,
  mtcars,
  sleepstudyWeights,
  orthodontUnbalanced,
];

/** What a window shows of them. */
export const exampleInfos: readonly ExampleInfo[] = examples.map(
  ({ id, title, source, question, nRows, nVariables, model }) => ({
    id,
    title,
    source,
    question,
    nRows,
    nVariables,
    formula: model.formula,
  }),
);

/** Path of an example's data: beside this file in the sources, in a folder of its own in the built program. */
export function exampleFile(example: Example): string {
  const folders = ['data', 'examples', '../examples'].map((name) => join(import.meta.dirname, name));
  const folder = folders.find((candidate) => existsSync(join(candidate, example.file)));
  if (folder === undefined) throw new Error(`The data of the examples are not in ${folders.join(' or ')}.`);
  return join(folder, example.file);
}
