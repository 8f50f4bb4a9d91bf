import { defineConfig } from 'vitest/config';

const kinds = ['unit', 'reference', 'golden', 'e2e'];

export default defineConfig({
  test: {
    reporters: ['default', './tools/plain-reporter.ts'],
    projects: kinds.map((name) => ({
      test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: name === 'e2e' ? 60_000 : 20_000 },
    })),
  },
});
