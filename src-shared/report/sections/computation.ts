import type { TableBlock } from '../../model/outputDocument.ts';
import { formatCount, formatDuration, formatFixed, formatSignificant } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { residualWords } from '../words/residualWords.ts';

/** How the numbers were found: method, search, certificate, time. */
export function computationTable(context: ReportContext): TableBlock {
  const { result, options } = context;
  const residual = residualWords(context);
  const { certificate, timing, spec } = result;
  const rows: [string, string][] = [
    ['Data', options.dataName],
    ['Formula', result.formula],
    [
      'Method',
      { REML: 'Restricted maximum likelihood (REML)', ML: 'Maximum likelihood (ML)', OLS: 'Least squares' }[
        result.method
      ],
    ],
  ];
  if (residual !== null) rows.push(['Residuals', residual.name + residual.where]);
  if (spec.standardErrors === 'empirical') rows.push(['Standard errors', 'Empirical (sandwich)']);
  if (spec.weights !== undefined) rows.push(['Weights', spec.weights]);
  if (spec.offset !== undefined) rows.push(['Offset', spec.offset]);
  if (result.method !== 'OLS') {
    rows.push(
      ['Converged', result.converged ? 'Yes' : 'No'],
      [
        'Iterations',
        `${formatCount(certificate.iterations)} (${formatCount(certificate.evaluations)} evaluations of the criterion)`,
      ],
    );
    const [start] = certificate.path;
    if (start !== undefined)
      rows.push([
        'Criterion, start to end',
        `${formatFixed(start, 4)} to ${formatFixed(result.minus2LogLik, 4)}`,
      ]);
    pushNumber(rows, 'Distance still to go (Newton decrement)', certificate.decrement);
    pushNumber(rows, 'Largest gradient, in standard errors', certificate.gradientNorm);
    pushNumber(rows, 'Smallest eigenvalue of the Hessian (scaled)', certificate.smallestEigenvalue);
    pushNumber(rows, 'Smallest eigenvalue at the limit', certificate.boundaryEigenvalue);
  }
  rows.push([
    'Time',
    `${formatDuration(timing.fitMs)} for the fit, ${formatDuration(timing.inferenceMs)} for the inference`,
  ]);
  return {
    kind: 'table',
    caption: 'How the model was computed',
    columns: [
      { label: 'Item', align: 'text' },
      { label: 'Value', align: 'text' },
    ],
    rows: rows.map(([name, value]) => [{ text: name }, { text: value }]),
    footnotes: [],
  };
}

function pushNumber(rows: [string, string][], name: string, value: number): void {
  if (Number.isFinite(value)) rows.push([name, formatSignificant(value, 3)]);
}
