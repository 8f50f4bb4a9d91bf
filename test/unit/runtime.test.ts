import { expect, test } from 'vitest';

test('this runs on a Node that takes TypeScript as it is: 22.18 or later', () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  expect(major * 100 + minor).toBeGreaterThanOrEqual(2218);
});
