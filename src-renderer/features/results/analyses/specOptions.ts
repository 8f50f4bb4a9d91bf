import type { Change } from '../../../../src-shared/draft/commands/command.ts';
import { setAnova, setDf } from '../../../../src-shared/draft/commands/options.ts';
import { dfChoices, dfName } from '../../../../src-shared/draft/optionWords.ts';
import type { ModelDraft } from '../../../../src-shared/model/modelDraft.ts';
import type { SectionId } from '../../../../src-shared/model/outputDocument.ts';
import { capitalise } from '../../../../src-shared/report/words/lists.ts';

/** An option of the model that a table depends on, and what it can be changed to. */
export interface SpecOption {
  /** What it is now. */
  readonly label: string;
  /** What is chosen. */
  readonly what: string;
  readonly choices: readonly {
    readonly label: string;
    readonly current: boolean;
    readonly possible: boolean;
    readonly change: Change;
  }[];
}

/** The options of a model that the table of a section depends on: degrees of freedom, type of the F tests. */
export function specOptions(section: SectionId, draft: ModelDraft): SpecOption[] {
  const leastSquares = draft.groupings.length === 0 && draft.residual === undefined;
  if (section === 'fixed' && !leastSquares) return [degreesOfFreedom(draft)];
  if (section === 'tests') return [typeOfTests(draft)];
  return [];
}

function degreesOfFreedom(draft: ModelDraft): SpecOption {
  return {
    label: `${capitalise(dfName[draft.df])} df`,
    what: 'Degrees of freedom',
    choices: dfChoices(draft).map((df) => ({
      label: capitalise(dfName[df]),
      current: df === draft.df,
      // It corrects an estimate by REML, and standard errors from the model.
      possible:
        !df.startsWith('kenward-roger') || (draft.method === 'REML' && draft.standardErrors !== 'empirical'),
      change: setDf(draft, df),
    })),
  };
}

const meanings = {
  1: 'each term after those before it',
  2: 'each term after those that do not contain it',
  3: 'each term after all others',
} as const;

function typeOfTests(draft: ModelDraft): SpecOption {
  const name = (type: ModelDraft['anova']) => `Type ${'I'.repeat(type)}`;
  return {
    label: `${name(draft.anova)} tests`,
    what: 'Type of the F tests',
    choices: ([1, 2, 3] as const).map((type) => ({
      label: `${name(type)}: ${meanings[type]}`,
      current: type === draft.anova,
      possible: true,
      change: setAnova(draft, type),
    })),
  };
}
