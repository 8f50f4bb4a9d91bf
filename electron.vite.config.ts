import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/** The examples' data lie beside the built back end as they are. */
function copyExamples(): Plugin {
  return {
    name: 'copy-examples',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('The build names no folder to write to.');
      cpSync(join(root, 'src-main/examples/data'), join(dir, 'examples'), { recursive: true });
    },
  };
}

/** Bundles every entry of the back end, the preload script and the window into `out/`. */
export default defineConfig({
  main: {
    plugins: [copyExamples()],
    build: {
      target: 'node24',
      // All but the database's binary is bundled, so that the program starts from few files.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['better-sqlite3', 'electron'],
        input: {
          electron: 'src-main/host-electron/main.ts',
          worker: 'src-main/worker/main.ts',
          hostWeb: 'src-main/host-web/main.ts',
          fit: 'src-main/cli/fit.ts',
          bench: 'src-main/cli/bench.ts',
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: 'src-main/host-electron/preload.ts' },
        // A sandboxed preload script is CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src-renderer'),
    plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: join(root, 'out/renderer'),
      rolldownOptions: { input: join(root, 'src-renderer/index.html') },
    },
  },
});
