import type { VariableState } from '../model/project.ts';
import type { DraftTerm } from '../model/modelDraft.ts';
import { plainColumn } from './termText.ts';

/** How the variables of a draft are called in sentences: by their labels, as in the report. */
export interface DraftWords {
  readonly column: (name: string) => string;
  /** A variable of a term, or an outcome: `Days without sleep`, `log(dose)`. */
  readonly variable: (text: string) => string;
  readonly term: (term: DraftTerm) => string;
  /** Whether a text is a categorical variable. */
  readonly isFactor: (text: string) => boolean;
  /** The levels of a categorical variable, the reference first; null where there are too many to be listed. */
  readonly levels: (text: string) => readonly string[] | null;
}

export function makeDraftWords(variables: readonly VariableState[]): DraftWords {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const stateOf = (text: string): VariableState | undefined => byName.get(plainColumn(text) ?? '');
  const column = (name: string): string => byName.get(name)?.label || name;
  const variable = (text: string): string => {
    const name = plainColumn(text);
    return name === null ? text : column(name);
  };
  return {
    column,
    variable,
    term: (term) => term.map(variable).join(' × '),
    isFactor: (text) => stateOf(text)?.summary.kind === 'categorical',
    levels: (text) => {
      const summary = stateOf(text)?.summary;
      if (summary?.kind !== 'categorical' || summary.levels.length < summary.nLevels) return null;
      return summary.levels.map((level) => level.text);
    },
  };
}
