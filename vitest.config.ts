import { defineConfig } from 'vitest/config';

const kinds = ['unit', 'reference', 'integration', 'golden', 'ui', 'e2e'];

/** Kinds that start processes or browsers. */
const slow = new Set(['integration', 'ui', 'e2e']);
/** Kinds that run the built program. */
const built = new Set(['ui', 'e2e']);

export default defineConfig({
  test: {
    // Tests of the window mostly wait.
    maxWorkers: '100%',
    reporters: ['default', './tools/plain-reporter.ts'],
    projects: kinds.map((name) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: slow.has(name) ? 120_000 : 60_000,
        hookTimeout: 30_000,
        // A window is waited for as long as its buttons are, however busy the machine.
        ...(slow.has(name) ? { expect: { poll: { timeout: 30_000 } } } : {}),
        globalSetup: built.has(name) ? ['./test/helpers/buildProgram.ts'] : [],
      },
    })),
  },
});
