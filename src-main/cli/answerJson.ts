import type { Answer } from '../../src-shared/model/analyses/index.ts';
import type { Bootstrap } from '../../src-shared/model/analyses/bootstrap.ts';
import type { Influence, RefittedWithout } from '../../src-shared/model/analyses/influence.ts';
import type { Interval } from '../../src-shared/model/analyses/intervals.ts';
import type { LikelihoodRatioTest } from '../../src-shared/model/analyses/likelihoodRatioTests.ts';
import type { MarginalMeans } from '../../src-shared/model/analyses/means.ts';
import type { Structures } from '../../src-shared/model/analyses/structures.ts';
import type { RandomTest } from '../../src-shared/model/analyses/randomTests.ts';

/** The members of the printed result that an answer adds. */
export function answerJson(answer: Answer): object {
  switch (answer.kind) {
    case 'randomTests':
      return { randomTests: answer.tests.map(randomTestJson) };
    case 'likelihoodRatioTests':
      return { likelihoodRatioTests: answer.tests.map(likelihoodRatioTestJson) };
    case 'bootstrap':
      return bootstrapJson(answer);
    case 'effectSizes': {
      const { method, r2, nullModel, components, terms } = answer;
      return { effectSizes: { method, r2, nullModel, components, terms } };
    }
    case 'simplerModels': {
      const { method, original, models } = answer;
      return { simplerModels: { method, original, models } };
    }
    case 'means':
      return { emmeans: answer.tables.map(meansJson) };
    case 'structures':
      return { structures: structuresJson(answer) };
    case 'intervals':
      return { intervals: answer.intervals.map(intervalJson) };
    case 'influence':
      return { influence: influenceJson(answer) };
  }
}

function meansJson({ request, means, contrasts, adjustment, notices }: MarginalMeans): object {
  const shown = contrasts.map(({ label, by, estimate, se, df, t, p, lower, upper }) => {
    return { label, by, estimate, se, df, t, p, lower, upper };
  });
  return { specs: request.specs, means, contrasts: shown, adjustment, notices };
}

function structuresJson({ question, coefficient, method, nSubjects, own, ...rest }: Structures): object {
  const { fitted, leftOut, notReached } = rest;
  return {
    criterion: question.criterion,
    coefficient,
    method,
    nSubjects,
    own: fitted[own].structure,
    fitted,
    leftOut,
    notReached,
  };
}

function randomTestJson({ dropped, df, LRT, pChisq, pMixture, simulated }: RandomTest): object {
  return { dropped, df, LRT, pChisq, pMixture, ...(simulated && { simulated }) };
}

function likelihoodRatioTestJson({ term, df, LRT, p }: LikelihoodRatioTest): object {
  return { term, df, LRT, p };
}

/**
 * By level, in the grouping's order; for a level without which the model cannot be estimated numbers that do not exist,
 * and `notEstimable` says why. Variances in the order of `components`.
 */
function influenceJson({ group, dfMethod, coefficients, components, all, levels }: Influence): object {
  const each = <T>(of: (level: RefittedWithout) => T, none: T): T[] =>
    levels.map((level) => (level.kind === 'refitted' ? of(level) : none));
  const noCoefficients = coefficients.map(() => Number.NaN);
  return {
    group,
    levels: levels.map(({ level }) => level),
    rows: levels.map(({ rows }) => rows),
    terms: coefficients.map(({ term }) => term),
    components: components.map(({ group: of, term, parameter }) => ({
      group: of,
      ...(term !== null && { term }),
      ...(parameter && {
        parameter: parameter.level === null ? parameter.name : `${parameter.name} (${parameter.level})`,
      }),
    })),
    dfMethod,
    all,
    fixedWithout: each(({ estimate }) => estimate, noCoefficients),
    seWithout: each(({ se }) => se, noCoefficients),
    dfWithout: each(({ df }) => df, noCoefficients),
    pWithout: each(({ p }) => p, noCoefficients),
    varianceWithout: each(
      ({ variances }) => variances,
      components.map(() => Number.NaN),
    ),
    cooksDistance: each(({ cooksDistance }) => cooksDistance, Number.NaN),
    dfbetas: each(({ dfbetas }) => dfbetas, noCoefficients),
    covRatio: each(({ covRatio }) => covRatio, Number.NaN),
    covTrace: each(({ covTrace }) => covTrace, Number.NaN),
    singular: each<boolean | null>(({ singular }) => singular, null),
    converged: each<boolean | null>(({ converged }) => converged, null),
    notEstimable: levels.flatMap((level) =>
      level.kind === 'not-estimable' ? [{ level: level.level, reason: level.reason }] : [],
    ),
  };
}

function intervalJson({ parameter, lower, upper }: Interval): object {
  return { parameter: parameter.name, lower, upper };
}

/** The percentile interval, which stays within what is possible, under the name that all methods share. */
function bootstrapJson({ seed, completed, singular, failed, intervals }: Bootstrap): object {
  return {
    intervals: intervals.map(({ parameter, percentile, basic, bias, se, values }) => ({
      parameter: parameter.name,
      ...percentile,
      basic,
      bias,
      se,
      values,
    })),
    bootstrap: { seed, replicates: completed, singular, failed },
  };
}
