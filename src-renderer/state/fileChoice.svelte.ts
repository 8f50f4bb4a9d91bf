import type { FileKind } from '../../src-shared/contract/requests.ts';
import { session } from './session.svelte.ts';

export type FileQuestion =
  | { readonly purpose: 'open'; readonly kind: FileKind }
  | { readonly purpose: 'save'; readonly kind: FileKind; readonly suggestedName: string };

interface Asked {
  readonly question: FileQuestion;
  readonly answer: (path: string | null) => void;
}

/** The question that the window's own file dialog is answering now; null = it is closed. */
class FileChoice {
  asked = $state.raw<Asked | null>(null);
}

export const fileChoice = new FileChoice();

/**
 * Asks for a file: with the system's dialog where the host has one, else with the window's own. Both have asked
 * before an existing file is overwritten.
 *
 * @returns its path; null where the user closed the dialog
 */
export async function chooseFile(question: FileQuestion): Promise<string | null> {
  if (session.info?.nativeDialogs === true) {
    return question.purpose === 'open'
      ? session.ask('dialog.open', { kind: question.kind })
      : session.ask('dialog.save', { kind: question.kind, suggestedName: question.suggestedName });
  }
  fileChoice.asked?.answer(null);
  return new Promise((resolve) => {
    fileChoice.asked = {
      question,
      answer: (path) => {
        fileChoice.asked = null;
        resolve(path);
      },
    };
  });
}
