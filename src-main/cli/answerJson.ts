import type { Answer } from '../../src-shared/model/analyses/index.ts';
import type { Bootstrap } from '../../src-shared/model/analyses/bootstrap.ts';
import type { Influence } from '../../src-shared/model/analyses/influence.ts';
import type { LikelihoodRatioTest } from '../../src-shared/model/analyses/likelihoodRatioTests.ts';
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
    case 'influence':
      return { influence: influenceJson(answer) };
  }
}

function randomTestJson({ dropped, df, LRT, pChisq, pMixture, simulated }: RandomTest): object {
  return { dropped, df, LRT, pChisq, pMixture, ...(simulated && { simulated }) };
}

function likelihoodRatioTestJson({ term, df, LRT, p }: LikelihoodRatioTest): object {
  return { term, df, LRT, p };
}

/** A level without which the model cannot be estimated has numbers that do not exist. */
function influenceJson({ group, levels, coefficients }: Influence): object {
  const none = coefficients.map(() => Number.NaN);
  return {
    group,
    levels: levels.map(({ level }) => level),
    fixedWithout: levels.map((level) => (level.kind === 'refitted' ? level.estimate : none)),
    cooksDistance: levels.map((level) => (level.kind === 'refitted' ? level.cooksDistance : Number.NaN)),
  };
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
