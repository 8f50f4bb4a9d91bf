import type {
  Block,
  HeadingBlock,
  NoticesBlock,
  OutputDocument,
  VerdictBlock,
} from '../../../src-shared/model/outputDocument.ts';

/** A heading with what stands below it. */
export interface Section {
  readonly heading: HeadingBlock;
  readonly blocks: readonly Block[];
}

/** A document as the pane shows it. */
export interface Divided {
  readonly verdict: VerdictBlock | null;
  readonly notices: NoticesBlock['notices'];
  readonly sections: readonly Section[];
}

/**
 * Takes a document apart at its headings. The model, which the builder says beside it, comes after the results
 * here; a report on its own begins with it.
 */
export function divide({ blocks }: OutputDocument): Divided {
  let verdict: VerdictBlock | null = null;
  const notices: NoticesBlock['notices'][number][] = [];
  const sections: { heading: HeadingBlock; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === 'verdict') verdict = block;
    else if (block.kind === 'notices') notices.push(...block.notices);
    else if (block.kind === 'heading') sections.push({ heading: block, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  const model = sections.filter(({ heading }) => heading.section === 'model');
  const others = sections.filter(({ heading }) => heading.section !== 'model');
  const end = others.findIndex(({ heading }) => heading.section === 'computation');
  others.splice(end < 0 ? others.length : end, 0, ...model);
  return { verdict, notices, sections: others };
}
