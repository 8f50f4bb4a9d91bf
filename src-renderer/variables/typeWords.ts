import type { VariableType } from '../../src-shared/model/variable.ts';

interface TypeWords {
  readonly name: string;
  /** What the choice means for a model, in one line. */
  readonly meaning: string;
  /** One character that stands for the type before a name. */
  readonly sign: string;
}

/** The types of variables in plain words, the same everywhere in the window. */
export const typeWords: Readonly<Record<VariableType, TypeWords>> = {
  continuous: {
    name: 'Number',
    meaning: 'Values are measured: a model can have it as its outcome, or estimate a slope for it.',
    sign: '#',
  },
  nominal: {
    name: 'Category',
    meaning: 'Values are names: a model compares them with the first one, or groups rows by them.',
    sign: 'A',
  },
  ordinal: {
    name: 'Ordered category',
    meaning: 'Values are names with an order: a model looks for a trend across them.',
    sign: '≤',
  },
  id: {
    name: 'Identifier',
    meaning:
      'Values tell units apart, such as persons: a model groups rows by them, but never compares them.',
    sign: '@',
  },
};
