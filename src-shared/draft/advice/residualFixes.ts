import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import { structureWords } from '../../report/words/structures.ts';
import type { Fix } from '../commands/command.ts';
import { clearStructure, setStructure } from '../commands/residual.ts';
import type { Advice } from './advice.ts';

/** A piece of advice about the residual structure. */
export function aboutResiduals(
  code: string,
  severity: Advice['severity'],
  lead: string,
  rest: string,
  fixes: readonly Fix[] = [],
): Advice {
  return { code, severity, place: { kind: 'residual' }, lead, rest, fixes };
}

/** Another structure for the same subjects and time. */
export function useStructure(
  structure: ResidualSpec['structure'],
  draft: ModelDraft,
  { subject, time = '' }: ResidualSpec,
): Fix {
  return {
    button: `Use ${structureWords[structure].short}`,
    change: setStructure(draft, structure, { subject, time }),
  };
}

export function useNone(draft: ModelDraft): Fix {
  return { button: 'Take residuals as independent', change: clearStructure(draft) };
}
