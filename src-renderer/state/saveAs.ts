import { chooseFile } from './fileChoice.svelte.ts';
import { asFileName, withEnding } from './fileNames.ts';
import { session } from './session.svelte.ts';

/** Gives the project a place and a name of the user's choice. */
export async function saveAs(): Promise<void> {
  const { project } = session;
  if (project === null) return;
  const suggestedName = withEnding(asFileName(project.name, 'Project'), 'nestwise');
  const path = await chooseFile({ purpose: 'save', kind: 'project', suggestedName });
  if (path === null) return;
  // The dialog has asked before an existing file is overwritten.
  const saved = await session.ask('project.saveAs', { path: withEnding(path, 'nestwise'), overwrite: true });
  if (saved !== null) session.show('info', `Saved as ${saved.path ?? path}.`);
}
