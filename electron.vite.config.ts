import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** Puts the data of the examples beside the bundled back end, which reads them as files. */
const copyExamples = {
  name: 'copy-examples',
  writeBundle({ dir }: { dir?: string }) {
    cpSync(join(root, 'src-main/examples/data'), join(dir ?? '', 'examples'), { recursive: true });
  },
};

/** Bundles every entry of the back end, the preload script and the window into `out/`. */
export default defineConfig({
  main: {
    plugins: [copyExamples],
    build: {
      target: 'node24',
      // All but the database's binary is bundled, so that the program starts from few files.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['better-sqlite3', 'electron'],
        input: {
          fit: 'src-main/cli/fit.ts',
          bench: 'src-main/cli/bench.ts',
          hostWeb: 'src-main/host-web/main.ts',
        },
        output: { format: 'es' },
      },
    },
  },
  renderer: {
    root: join(root, 'src-renderer'),
    plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
    build: {
      target: 'chrome130',
      outDir: join(root, 'out/renderer'),
      rolldownOptions: { input: join(root, 'src-renderer/index.html') },
    },
  },
});
