import type { Question } from '../../../../src-shared/model/analyses/index.ts';

/** A question whose answer rests on random draws. */
export type DrawnQuestion = Extract<Question, { readonly seed: number }>;

/** A number of such a question that a person may choose. */
export interface DrawField {
  readonly member: string;
  readonly label: string;
  readonly hint: string;
  readonly least: number;
  readonly most: number;
}

/** More draws than anyone waits for, and few enough to be held in memory. */
const mostDraws = 1_000_000;

const seed: DrawField = {
  member: 'seed',
  label: 'Seed of the random numbers',
  hint: 'The same seed gives the same answer again.',
  least: 0,
  most: Number.MAX_SAFE_INTEGER,
};

/** The numbers of a question with random draws, in the order in which they are asked for. */
export function drawFields(kind: DrawnQuestion['kind']): readonly DrawField[] {
  const draws = { least: 0, most: mostDraws };
  if (kind === 'bootstrap') {
    const hint = 'Outcomes that are drawn; 1,000 suffice for most intervals.';
    return [{ member: 'replicates', label: 'Replicates', hint, least: 1, most: mostDraws }, seed];
  }
  return [
    {
      member: 'bootstrap',
      label: 'Bootstrap samples',
      hint: 'For every part that has no exact test; 0 leaves them out.',
      ...draws,
    },
    {
      member: 'draws',
      label: 'Draws of the exact test',
      hint: 'For a model with one variance beside the residual; 0 leaves it out.',
      ...draws,
    },
    seed,
  ];
}

/** The number that was typed, with or without thousands separators; null where it is none the field takes. */
export function readWhole(text: string, { least, most }: Pick<DrawField, 'least' | 'most'>): number | null {
  const digits = text.trim().replace(/(?<=\d)[,\u00a0 ](?=\d{3})/g, '');
  if (!/^\d+$/.test(digits)) return null;
  const value = Number(digits);
  return value >= least && value <= most ? value : null;
}

/** The question with the typed numbers; null where one of them cannot be taken. */
export function withTyped(
  question: DrawnQuestion,
  typed: Readonly<Record<string, string>>,
): DrawnQuestion | null {
  const values = drawFields(question.kind).map((field) => [
    field.member,
    readWhole(typed[field.member], field),
  ]);
  if (values.some(([, value]) => value === null)) return null;
  return { ...question, ...(Object.fromEntries(values) as Partial<DrawnQuestion>) } as DrawnQuestion;
}
