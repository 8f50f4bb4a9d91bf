import type { Answer } from '../model/analyses/index.ts';
import type { FitResult } from '../model/fitResult.ts';
import type { Block, OutputDocument, RichText, SectionId } from '../model/outputDocument.ts';
import type { Observations } from '../model/plotScene.ts';
import { answerBlocks } from './analyses/answerBlocks.ts';
import { caterpillarPlot } from './plots/caterpillar.ts';
import { effectPlot } from './plots/effect.ts';
import { allObservations } from './plots/observations.ts';
import { observedFittedPlot } from './plots/observedFitted.ts';
import { qqPlot } from './plots/qq.ts';
import { residualFittedPlot } from './plots/residualFitted.ts';
import { makeContext, type ReportContext } from './reportContext.ts';
import type { ReportOptions } from './reportOptions.ts';
import { diagnosticsReading, diagnosticsTable } from './sections/checks.ts';
import { computationTable } from './sections/computation.ts';
import { equationBlock } from './sections/equation.ts';
import { fitReading, fitTable } from './sections/fitStatistics.ts';
import { fixedReading } from './sections/fixedReading.ts';
import { fixedTable } from './sections/fixedTable.ts';
import { fTestReading, fTestTable, hasFTests } from './sections/fTests.ts';
import { modelSentence } from './sections/modelSentence.ts';
import { residualCovarianceSection } from './sections/residualCovariance.ts';
import { variationReading, variationTable } from './sections/variation.ts';
import { capitalise } from './words/lists.ts';
import { noticesBlock, verdictBlock } from './sections/verdict.ts';

/** A longer name of clusters has no room in a list of sections. */
const maxShort = 16;

/**
 * The report of one fit: every number formatted, every name as the user wrote it.
 *
 * @param answers to what was asked on top of the fit, shown in the sections that they belong to
 */
export function buildReport(
  result: FitResult,
  options: ReportOptions,
  answers: readonly Answer[] = [],
): OutputDocument {
  const context = makeContext(result, options, answers);
  const { names } = context;
  const observations = allObservations(context);
  const answered = (section: SectionId) => answerBlocks(section, answers, context);
  return {
    title: options.title ?? `${kindOfModel(result)} of ${names.response}`,
    subtitle: [`${options.dataName} · `, { text: result.formula, as: 'code' }],
    language: 'en',
    blocks: [
      verdictBlock(context),
      noticesBlock(context),
      heading('model', 'The model', 'Model'),
      { kind: 'text', role: 'body', text: [modelSentence(context)] },
      equationBlock(context),
      ...fixedSection(context),
      ...answered('fixed'),
      ...testsSection(context),
      ...answered('tests'),
      ...(result.ranef.length > 0 ? variationSection(context) : residualCovarianceSection(context)),
      ...answered('variation'),
      ...(result.ranef.length > 0 ? residualCovarianceSection(context) : []),
      ...answered('structures'),
      heading('fit', 'How well the model fits', 'Fit'),
      ...reading(fitReading(context)),
      fitTable(context),
      ...answered('fit'),
      ...effectsSection(context, observations),
      ...answered('means'),
      ...checksSection(context, observations),
      ...clustersSection(context),
      ...answered('clusters'),
      ...answered('influence'),
      heading('computation', 'How it was computed', 'Computation'),
      computationTable(context),
    ],
  };
}

function kindOfModel({ method, ranef, spec }: FitResult): string {
  if (method === 'OLS') return 'Linear model';
  // Without random effects the covariance of the residuals is what makes it one for repeated measures.
  if (ranef.length > 0 || spec.residual === undefined) return 'Linear mixed model';
  return spec.residual.subject.length === 0 ? 'Linear model' : 'Model for repeated measures';
}

function fixedSection(context: ReportContext): Block[] {
  return [
    heading('fixed', 'Fixed effects', 'Fixed effects'),
    ...fixedReading(context).flatMap((text) => reading(text)),
    fixedTable(context),
  ];
}

function testsSection(context: ReportContext): Block[] {
  if (!hasFTests(context)) return [];
  return [
    heading('tests', 'Which predictors matter', 'F tests'),
    ...reading(fTestReading(context)),
    fTestTable(context),
  ];
}

function variationSection(context: ReportContext): Block[] {
  return [
    heading('variation', 'Where the variation lies', 'Variation'),
    ...reading(variationReading(context)),
    variationTable(context),
  ];
}

function effectsSection(context: ReportContext, observations: Observations | null): Block[] {
  const plots = context.result.effects.map((effect) => effectPlot(effect, context, observations));
  return plots.length === 0 ? [] : [heading('effects', 'Effects', 'Effects'), { kind: 'plots', plots }];
}

function checksSection(context: ReportContext, observations: Observations | null): Block[] {
  const table = diagnosticsTable(context);
  const plots = [observedFittedPlot, residualFittedPlot, qqPlot].map((make) => make(context, observations));
  return [
    heading('checks', 'Checks', 'Checks'),
    ...reading(diagnosticsReading(context)),
    ...(table === null ? [] : [table]),
    { kind: 'plots', plots: plots.filter((plot) => plot !== null) },
  ];
}

function clustersSection(context: ReportContext): Block[] {
  const { ranef } = context.result;
  const plots = ranef.flatMap((block) =>
    block.terms.flatMap((_, column) =>
      // Where the variance is zero so are all modes, and a picture of them shows nothing.
      block.modes.some((row) => row[column] !== 0) ? [caterpillarPlot(block, column, context)] : [],
    ),
  );
  if (plots.length === 0) return [];
  const who = ranef.length === 1 ? context.groups.several(ranef[0].group) : 'clusters';
  return [
    heading('clusters', `Differences between ${who}`, who.length > maxShort ? 'Clusters' : capitalise(who)),
    { kind: 'plots', plots },
  ];
}

function heading(section: SectionId, text: string, short: string): Block {
  return { kind: 'heading', level: 2, section, text, short };
}

function reading(text: RichText): Block[] {
  return text.length === 0 ? [] : [{ kind: 'text', role: 'reading', text }];
}
