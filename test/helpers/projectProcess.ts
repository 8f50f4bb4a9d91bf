/**
 * A process of its own that opens a project file and does what its second argument says:
 * `hold` keeps it open; `change` edits one cell after another and prints the number of each edit once it is done;
 * `try` prints what came of opening it and of a change, as JSON.
 */
import { writeSync } from 'node:fs';
import { emptyDraft } from '../../src-shared/model/emptyDraft.ts';
import { openProject } from '../../src-main/store/project.ts';

const [path, what, first] = process.argv.slice(2);

if (what === 'try') {
  const project = openProject(path);
  let code: unknown = null;
  try {
    project.createModel(null, emptyDraft);
  } catch (error) {
    ({ code } = error as { code?: unknown });
  }
  say(JSON.stringify({ readOnly: project.readOnly, cells: project.rows(0, 6, [2])[0], code }));
  project.close();
} else {
  const project = openProject(path);
  say('open');
  if (what === 'hold') {
    setInterval(() => undefined, 1000);
  } else {
    for (let edit = Number(first); ; edit++) {
      project.editCell(1, edit % 6, String(edit));
      say(String(edit));
    }
  }
}

/** At once, not through the event loop that a kill would cut off. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
