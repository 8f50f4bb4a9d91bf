import type { SimplerModel, SimplerModels, Simplification } from '../../model/analyses/simplerModels.ts';
import type { SingularComponent } from '../../model/fitResult.ts';
import type { Block, RichText, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatFixed, formatShare, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { findingsAtLimit } from '../words/atLimit.ts';
import { capitalise, joinWords } from '../words/lists.ts';

/** Below this share of its standard error a coefficient is said not to move. */
const NOTHING = 0.005;

/** After the variance table of a singular fit: what is at its limit, and what the models without it say. */
export function simplerModelBlocks(answer: SimplerModels, context: ReportContext): Block[] {
  if (answer.models.length === 0) return [];
  return [
    { kind: 'text', role: 'reading', text: reading(answer, context) },
    modelTable(answer, context),
    coefficientTable(answer, context),
  ];
}

function reading({ original, models }: SimplerModels, context: ReportContext): RichText {
  const findings = findingsAtLimit(original.singularComponents, context.groups).map(
    (found) => `${inWords(found, context)}. `,
  );
  return [...new Set(findings), consequence(models)];
}

/** `Classes do not differ in the effect of x beyond chance (variance estimated as 0)` */
function inWords({ group, terms, kind }: SingularComponent, { groups }: ReportContext): string {
  const several = groups.several(group);
  if (kind === 'zero-variance') {
    const what = joinWords(terms.map((term) => groups.differIn(group, term)));
    return `${capitalise(several)} do not differ in ${what} beyond chance (${terms.length === 1 ? 'variance' : 'variances'} estimated as 0)`;
  }
  const effects = joinWords(terms.map((term) => groups.effect(group, term)));
  return `For ${several} the data cannot tell ${effects} apart (correlation at its limit)`;
}

function consequence(models: readonly SimplerModel[]): string {
  const shift = Math.max(...models.map(({ largestShift }) => largestShift));
  const change = Math.max(...models.map(({ largestSeChange }) => largestSeChange));
  const which = models.length === 1 ? 'the simpler model' : 'any of the simpler models';
  if (shift < NOTHING && change < NOTHING) {
    return `No coefficient and no standard error changes in ${which}.`;
  }
  const coefficients =
    shift < NOTHING
      ? 'no coefficient changes'
      : `no coefficient moves by more than ${formatFixed(shift, 2)} of its standard error`;
  const errors =
    change < NOTHING
      ? 'no standard error changes'
      : `no standard error changes by more than ${formatShare(change)}`;
  return `In ${which} ${coefficients}, and ${errors}.`;
}

function modelTable({ method, original, models }: SimplerModels, context: ReportContext): TableBlock {
  const all = [original, ...models];
  const number = (value: number) => ({ text: formatFixed(value, 2) });
  const blank = { text: '' };
  const notes = [
    `${capitalise(criterionName(method))} and AIC of the same rows. Lower AIC is better; a component at its limit costs its parameters ` +
      'and explains nothing.',
    'Largest shift = the largest change of a coefficient, in standard errors of this model; the intercept is left aside ' +
      'where there are other coefficients.',
    ...models.map(({ formula }, i) => `Model ${i + 1}: ${formula}`),
  ];
  const open = all.flatMap(({ converged }, i) => (converged ? [] : [nameOf(i).toLowerCase()]));
  if (open.length > 0) notes.push(`The fit of ${joinWords(open)} did not reach its optimum.`);
  return {
    kind: 'table',
    caption: `Simpler models of ${context.names.response}`,
    columns: [
      { label: 'Model', align: 'text' },
      { label: 'Parameters', align: 'number' },
      { label: capitalise(criterionName(method)), align: 'number' },
      { label: 'AIC', align: 'number' },
      { label: 'Largest shift', align: 'number' },
      { label: 'Singular', align: 'text' },
    ],
    rows: [
      [
        { text: nameOf(0) },
        { text: String(original.nParameters) },
        number(original.minus2LogLik),
        number(original.aic),
        blank,
        { text: 'yes' },
      ],
      ...models.map((model, i) => [
        { text: `${nameOf(i + 1)}: ${leftOutInWords(model.leftOut, context)}` },
        { text: String(model.nParameters) },
        number(model.minus2LogLik),
        number(model.aic),
        number(model.largestShift),
        { text: model.singularComponents.length > 0 ? 'yes' : 'no' },
      ]),
    ],
    footnotes: notes,
    offers: [
      null,
      ...models.map(({ leftOut, formula, method: by }) => ({
        difference: leftOutInWords(leftOut, context),
        formula,
        method: by,
      })),
    ],
  };
}

function criterionName(method: SimplerModels['method']): string {
  return method === 'REML' ? 'REML criterion' : '−2 log-likelihood';
}

function leftOutInWords(leftOut: Simplification, { groups, names, result }: ReportContext): string {
  const of = groups.title(leftOut.group);
  const effects = result.variance.filter(
    (row) => row.kind === 'variance' && row.term !== null && groups.base(row.group) === leftOut.group,
  );
  if (effects.length === 1) return `without ${of}`;
  switch (leftOut.kind) {
    case 'correlations':
      return `${of} without correlations`;
    case 'slope':
      return `${of} without the effect of ${names.term(leftOut.slope)}`;
    case 'level':
      return `${of} without the level`;
    case 'term':
      return `without ${of}`;
  }
}

/** Estimates and standard errors side by side. */
function coefficientTable({ method, original, models }: SimplerModels, context: ReportContext): TableBlock {
  const { names } = context;
  const all = [original, ...models];
  const format = columnFormat(
    original.fixed.map(({ se }) => se),
    3,
  );
  const notes = ['SE = standard error.'];
  if (method === 'ML' && models.some((model) => model.method === 'OLS')) {
    notes.push(
      'The model without random terms is fitted by least squares: its standard errors count the residual degrees of freedom, ' +
        'those by ML the rows.',
    );
  }
  return {
    kind: 'table',
    caption: `Coefficients of ${names.response} in this and the simpler models`,
    columns: [
      { label: 'Coefficient', align: 'text' },
      ...all.flatMap((_, i) => [
        { label: nameOf(i), align: 'number' } as const,
        { label: 'SE', align: 'number' } as const,
      ]),
    ],
    rows: original.fixed.map(({ term, se: ruler }, j) => [
      { text: names.coefficient(term) },
      ...all.flatMap(({ fixed }) => [
        { text: formatTo(fixed[j].estimate, ruler, 3) },
        { text: format(fixed[j].se, ruler) },
      ]),
    ]),
    footnotes: notes,
  };
}

function nameOf(index: number): string {
  return index === 0 ? 'This model' : `Model ${index}`;
}
