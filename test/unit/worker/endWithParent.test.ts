import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../helpers/projectFiles.ts';

it('ends a process in the middle of a computation when its parent is killed', async () => {
  const folder = temporaryFolder();
  const [child, parent] = [join(folder, 'child.ts'), join(folder, 'parent.ts')];
  const watched = new URL('../../../src-main/worker/endWithParent.ts', import.meta.url).href;
  writeFileSync(
    child,
    `import { writeSync } from 'node:fs';
     import { endWithParent } from ${JSON.stringify(watched)};
     endWithParent();
     // The thread is there; from now on nothing else is heard.
     setTimeout(() => { writeSync(1, process.pid + '\\n'); for (;;); }, 300);`,
  );
  writeFileSync(
    parent,
    `import { fork } from 'node:child_process';
     fork(${JSON.stringify(child)}, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });`,
  );
  const running = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: running.stdout }), 'line')) as [string];
  let isOver = false;
  onTestFinished(() => {
    if (!isOver) process.kill(Number(line), 'SIGKILL');
  });
  running.kill('SIGKILL');
  // The child has the pipe too: it closes when both are gone.
  await once(running, 'close');
  isOver = true;
  expect(running.signalCode).toBe('SIGKILL');
});
