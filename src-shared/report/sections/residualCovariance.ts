import type { Block, RichText } from '../../model/outputDocument.ts';
import { correlationLagPlot } from '../plots/correlationLag.ts';
import { residualMatrixPlots } from '../plots/residualMatrix.ts';
import type { ReportContext } from '../reportContext.ts';
import { residualWords } from '../words/residualWords.ts';
import { residualReadings, structureReading } from './residualReading.ts';
import { residualMatrixTables, residualParameterTable } from './residualTables.ts';

/** Pictures of more groups than this would be a gallery that nobody looks at. */
const maxPictured = 4;

/** How the residuals of one subject vary and hang together; nothing where they are independent with one variance. */
export function residualCovarianceSection(context: ReportContext): Block[] {
  const words = residualWords(context);
  if (words === null) return [];
  const lag = correlationLagPlot(words);
  const pairs = words.covariance.matrices
    .slice(0, maxPictured)
    .map((matrix) => residualMatrixPlots(matrix, words, context));
  return [
    {
      kind: 'heading',
      level: 2,
      section: 'residualCovariance',
      text: 'Residual covariance',
      short: 'Residuals',
    },
    ...reading(structureReading(words)),
    ...residualReadings(words, context).flatMap(reading),
    residualParameterTable(words, context),
    ...residualMatrixTables(words, context),
    ...pairs.map((plots): Block => ({ kind: 'plots', plots })),
    ...(lag === null ? [] : [{ kind: 'plots', plots: [lag] } as const]),
  ];
}

function reading(text: RichText): Block[] {
  return text.length === 0 ? [] : [{ kind: 'text', role: 'reading', text }];
}
