import temml from 'temml';
import type { EquationBlock } from '../../model/outputDocument.ts';
import { escapeHtml } from './escape.ts';

/** The equation as MathML, which browsers draw by themselves; names are put in after the conversion. */
export function renderEquation({ lines, names }: EquationBlock): string {
  return lines
    .map((line) => temml.renderToString(line, { displayMode: true, throwOnError: true }))
    .join('\n')
    .replace(
      /<mtext>name:(\d+)<\/mtext>/g,
      (_, index: string) => `<mtext>${escapeHtml(names[Number(index)])}</mtext>`,
    );
}
