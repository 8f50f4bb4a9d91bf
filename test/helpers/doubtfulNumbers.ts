import { fewestReplicates } from '../../src-shared/model/analyses/bootstrap.ts';
import type { Answer } from '../../src-shared/model/analyses/index.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';

/** Numbers of a result that do not exist and should, as text: all but the correlation of an SD of zero and empty tests. */
export function doubtful({ fixed, variance, anova, ...rest }: FitResult): string[] {
  const identified = !rest.notices.some(({ code }) => code === 'not-identified');
  const sds = new Map(
    variance.flatMap((row) => (row.kind === 'variance' ? [[`${row.group} ${row.term}`, row.sd]] : [])),
  );
  return [
    ...fixed.flatMap(({ term, lower, upper, ...numbersOf }) => [
      ...notFinite(term, numbersOf),
      ...(identified ? notFinite(term, { lower, upper }) : []),
    ]),
    ...variance.flatMap((row) => {
      if (row.kind === 'variance')
        return notFinite(row.group, { variance: row.variance, sd: row.sd, share: row.share });
      const defined = [row.term, row.term2].every((term) => (sds.get(`${row.group} ${term}`) ?? 0) > 0);
      return notFinite(row.group, {
        covariance: row.covariance,
        ...(defined ? { correlation: row.correlation } : {}),
      });
    }),
    ...anova.flatMap(({ term, numDf, ...numbersOf }) => (numDf > 0 ? notFinite(term, numbersOf) : [])),
    ...notFinite('fit', {
      sigma: rest.sigma,
      minus2LogLik: rest.minus2LogLik,
      fitted: Math.hypot(...rest.fitted.slice(0, 9)),
    }),
  ];
}

/** The same of an answer: what remarks or counts explain is left out. */
export function doubtfulAnswer(answer: Answer): string[] {
  switch (answer.kind) {
    case 'intervals':
      return [
        ...answer.intervals.flatMap(({ parameter: { kind, name }, estimate, lower, upper, remarks }) => [
          ...(remarks.length > 0 || kind === 'coefficient' ? [] : notFinite(name, { estimate })),
          ...(remarks.length > 0 || kind === 'coefficient' ? [] : notFinite(name, { lower, upper })),
        ]),
        ...answer.profiles.flatMap(({ parameter: { name }, value, zeta }) => [
          ...value.flatMap((number) => notFinite(name, { value: number })),
          ...zeta.flatMap((number) => notFinite(name, { zeta: number })),
        ]),
      ];
    case 'bootstrap':
      return answer.intervals.flatMap(
        ({ parameter: { name }, values, bias, se, percentile, basic, estimate }) =>
          values < fewestReplicates(answer.level) || Number.isNaN(estimate)
            ? []
            : notFinite(name, {
                bias,
                se,
                percentile: percentile.upper - percentile.lower,
                basic: basic.upper - basic.lower,
              }),
      );
    case 'randomTests':
      return answer.tests.flatMap(({ dropped, LRT, pChisq, pMixture, ...test }) => [
        ...notFinite(dropped, { LRT, pChisq }),
        ...(test.null.kind === 'unknown' ? [] : notFinite(dropped, { pMixture })),
      ]);
    case 'likelihoodRatioTests':
      return answer.tests.flatMap(({ term, df, LRT, p }) =>
        notFinite(term, { LRT, ...(df > 0 ? { p } : {}) }),
      );
    case 'influence':
      return answer.levels.flatMap((level) =>
        level.kind === 'refitted'
          ? notFinite(level.level, {
              ...(answer.coefficients.length > 0 ? { cooksDistance: level.cooksDistance } : {}),
              estimate: Math.hypot(...level.estimate, ...level.se, ...level.variances),
            })
          : [],
      );
    case 'effectSizes':
      return [
        ...answer.terms.flatMap(({ term, r2Without, semiPartialR2, f2 }) =>
          notFinite(term, { r2Without, semiPartialR2, f2 }),
        ),
        ...answer.components.flatMap(({ group, nullVariance, relativeChange, standardisedSdChange }) =>
          notFinite(group ?? 'Residual', {
            standardisedSdChange,
            ...(nullVariance > 0 ? { relativeChange } : {}),
          }),
        ),
      ];
    case 'simplerModels':
      return answer.models.flatMap(({ formula, minus2LogLik, fixed }) => [
        ...notFinite(formula, { minus2LogLik }),
        ...fixed.flatMap(({ term, estimate, se }) => notFinite(term, { estimate, se })),
      ]);
    case 'structures':
      return answer.fitted.flatMap(({ structure, minus2LogLik, aic, aicc, bic, fixed }) => [
        ...notFinite(structure, { minus2LogLik, aic, aicc, bic }),
        ...fixed.flatMap(({ term, estimate, se }) => notFinite(`${structure} ${term}`, { estimate, se })),
      ]);
    default: // about models without random terms
      return [];
  }
}

function notFinite(name: string, values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values)
    .filter(([, value]) => typeof value === 'number' && !Number.isFinite(value))
    .map(([key, value]) => `${name} ${key} ${String(value)}`);
}
