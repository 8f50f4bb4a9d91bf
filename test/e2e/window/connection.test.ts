import type { WebSocketRoute } from '@playwright/test';
import { expect, test } from 'vitest';
import { asPerson } from '../../helpers/person.ts';
import { openProgram } from '../../helpers/window.ts';

test('a lost connection is taken up again, with the project', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  const connections: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/channel$/, (route) => {
    route.connectToServer();
    connections.push(route);
  });
  await page.reload();
  await person.openExample('Sleep study');
  await connections[0].close();
  await expect.poll(() => connections.length, { timeout: 10_000 }).toBe(2);
  await page.getByText('Ready').waitFor();
  await person.fit();
  expect((await person.table(/^Coefficients/))[1][1]).toBe('10.47');
});
