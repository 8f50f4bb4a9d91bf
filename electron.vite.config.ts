import { defineConfig } from 'electron-vite';

/** Bundles the command line into `out/main`, so that it starts from one file and needs no package. */
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      rolldownOptions: {
        input: { fit: 'src-main/cli/fit.ts', bench: 'src-main/cli/bench.ts' },
        output: { format: 'es' },
      },
    },
  },
});
