import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseHostArguments } from '../../../src-main/host-web/arguments.ts';

it('opens a window on any port where nothing is said', () => {
  expect(parseHostArguments([])).toEqual({
    openPath: null,
    dataFolder: null,
    port: 0,
    open: true,
    stay: false,
    windowFolder: null,
  });
});

it('takes a file and every option', () => {
  const args = [
    'my file.csv',
    '--no-open',
    '--stay',
    '--port=4000',
    '--data-folder',
    'd',
    '--window-folder',
    'w',
  ];
  expect(parseHostArguments(args)).toEqual({
    openPath: resolve('my file.csv'),
    dataFolder: resolve('d'),
    port: 4000,
    open: false,
    stay: true,
    windowFolder: resolve('w'),
  });
});

it.each([
  [['--colour'], /--colour/],
  [['--no-open=yes'], /no-open/],
  [['--port'], /--port/],
  [['--port', 'x'], /--port x/],
  [['--port', '70000'], /70000/],
  [['--port', '-1'], /port/],
  [['--data-folder', ''], /empty/],
  [['a.csv', 'b.csv'], /one file/],
])('refuses %j in one sentence', (args, text) => {
  let message = '';
  try {
    parseHostArguments(args);
  } catch (error) {
    expect(error).toMatchObject({
      code: 'unknown-option',
      hint: expect.stringContaining('npm start') as unknown,
    });
    message = (error as Error).message;
  }
  expect(message).toMatch(text);
  expect(message).not.toContain('\n');
});
