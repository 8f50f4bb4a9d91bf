import type { AnalysisKind, Answer, AnswerOf } from '../../model/analyses/index.ts';
import type { Block, SectionId } from '../../model/outputDocument.ts';
import type { ReportContext } from '../reportContext.ts';
import { bootstrapBlocks } from './bootstrap.ts';
import { effectSizeBlocks } from './effectSizes.ts';
import { influenceBlocks } from './influence.ts';
import { intervalBlocks } from './intervals.ts';
import { likelihoodRatioBlocks } from './likelihoodRatioTests.ts';
import { meansBlocks } from './means.ts';
import { randomTestBlocks } from './randomTests.ts';
import { simplerModelBlocks } from './simplerModels.ts';
import { structureBlocks } from './structures.ts';

/** Where an answer is shown, and what it adds there. */
interface Shown<Kind extends AnalysisKind> {
  /** The section whose end it extends. */
  readonly section: SectionId;
  readonly blocks: (answer: AnswerOf<Kind>, context: ReportContext) => Block[];
}

/** One entry for each kind of answer that the report shows, in the order in which they follow each other. */
const shown: { readonly [Kind in AnalysisKind]?: Shown<Kind> } = {
  bootstrap: { section: 'fixed', blocks: bootstrapBlocks },
  intervals: { section: 'variation', blocks: intervalBlocks },
  simplerModels: { section: 'variation', blocks: simplerModelBlocks },
  likelihoodRatioTests: { section: 'tests', blocks: likelihoodRatioBlocks },
  // last of its section, because it begins one of its own
  randomTests: { section: 'variation', blocks: randomTestBlocks },
  means: { section: 'means', blocks: meansBlocks },
  structures: { section: 'structures', blocks: structureBlocks },
  effectSizes: { section: 'fit', blocks: effectSizeBlocks },
  influence: { section: 'influence', blocks: influenceBlocks },
};

/** The section whose end answers of the kind extend; null where they have no place in the report. */
export function sectionOf(kind: AnalysisKind): SectionId | null {
  return shown[kind]?.section ?? null;
}

/** What the answers add to the end of a section. */
export function answerBlocks(
  section: SectionId,
  answers: readonly Answer[],
  context: ReportContext,
): Block[] {
  return Object.keys(shown).flatMap((kind) =>
    answers.flatMap((answer) => (answer.kind === kind ? blocksOf(answer, section, context) : [])),
  );
}

function blocksOf<Kind extends AnalysisKind>(
  answer: AnswerOf<Kind> & { readonly kind: Kind },
  section: SectionId,
  context: ReportContext,
): Block[] {
  const entry: Shown<Kind> | undefined = shown[answer.kind];
  return entry?.section === section ? entry.blocks(answer, context) : [];
}
