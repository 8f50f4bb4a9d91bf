import type { VariableType } from '../../src-shared/model/variable.ts';

interface TypeWords {
  readonly name: string;
  /** What the choice means for a model, in one line. */
  readonly meaning: string;
}

/** The types of variables in plain words, the same everywhere in the window. */
export const typeWords: Readonly<Record<VariableType, TypeWords>> = {
  continuous: {
    name: 'Number',
    meaning: 'Values are measured: a model can have it as its outcome, or estimate a slope for it.',
  },
  nominal: {
    name: 'Category',
    meaning: 'Values are names: a model compares them with the first one, or groups rows by them.',
  },
  ordinal: {
    name: 'Ordered category',
    meaning: 'Values are names with an order: a model looks for a trend across them.',
  },
  id: {
    name: 'Identifier',
    meaning:
      'Values tell units apart, such as persons: a model groups rows by them, but never compares them.',
  },
};
