import temml from 'temml';
import type { EquationBlock } from '../../model/outputDocument.ts';
import { escapeHtml } from './escape.ts';

/** The equation as MathML, which browsers draw by themselves; names are put in after the conversion. */
export function renderEquation(block: EquationBlock): string {
  return temml
    .renderToString(block.tex, { displayMode: true, throwOnError: true })
    .replace(
      /<mtext>name:(\d+)<\/mtext>/g,
      (_, index: string) => `<mtext>${escapeHtml(block.names[Number(index)])}</mtext>`,
    );
}
