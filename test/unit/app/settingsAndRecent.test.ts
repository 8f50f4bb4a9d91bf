import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecent } from '../../../src-main/app/recent.ts';
import { openSettings } from '../../../src-main/app/settings.ts';
import { defaultSettings } from '../../../src-shared/model/settings.ts';

let folder: string;
let told: string[];
const tell = (text: string) => told.push(text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nestwise-data-'));
  told = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('settings', () => {
  it('are the usual ones at first, and are kept', () => {
    const settings = openSettings(join(folder, 'new', 'folder'), tell);
    expect(settings.read()).toEqual(defaultSettings);
    settings.change({ theme: 'dark', lastFolder: undefined });
    expect(openSettings(join(folder, 'new', 'folder'), tell).read()).toEqual({
      ...defaultSettings,
      theme: 'dark',
    });
    expect(readdirSync(join(folder, 'new', 'folder'))).toEqual(['settings.json']);
    expect(told).toEqual([]);
  });

  it.each([
    ['cut off', '{"theme": "da'],
    ['empty', ''],
    ['of wrong values', '{"theme": "pink"}'],
    ['something else', '[1, 2]'],
  ])('that are %s are set aside and told once', (_name, text) => {
    writeFileSync(join(folder, 'settings.json'), text);
    const settings = openSettings(folder, tell);
    expect(settings.read()).toEqual(defaultSettings);
    expect(settings.read()).toEqual(defaultSettings);
    const [kept, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(kept).toMatch(/^settings\.damaged-/);
    expect(readFileSync(join(folder, kept), 'utf8')).toBe(text);
    expect(told).toEqual([expect.stringContaining(kept)]);
  });

  it('of another version are read as far as they are known', () => {
    writeFileSync(join(folder, 'settings.json'), '{"theme": "light", "language": "de"}');
    expect(openSettings(folder, tell).read()).toEqual({ ...defaultSettings, theme: 'light' });
    expect(told).toEqual([]);
  });

  it('that cannot be written are refused by name', () => {
    writeFileSync(join(folder, 'file'), '');
    const settings = openSettings(join(folder, 'file'), tell);
    expect(() => settings.change({ theme: 'dark' })).toThrow(/settings\.json could not be written/);
  });
});

describe('recent projects', () => {
  const project = (name: string) => ({ path: join(folder, `${name}.nestwise`), name, untitled: false });

  it('are listed once each, the latest first, with what is gone marked', () => {
    const recent = openRecent(folder, tell);
    writeFileSync(project('a').path, '');
    for (const name of ['a', 'b <script>', 'a']) recent.add(project(name));
    expect(
      openRecent(folder, tell)
        .list()
        .map(({ name, exists }) => [name, exists]),
    ).toEqual([
      ['a', true],
      ['b <script>', false],
    ]);
    recent.forget(project('a').path);
    expect(recent.list()).toHaveLength(1);
  });

  it('are limited in number', () => {
    const recent = openRecent(folder, tell);
    for (let i = 0; i < 40; i++) recent.add(project(String(i)));
    expect(recent.list()).toHaveLength(30);
    expect(recent.list()[0].name).toBe('39');
  });

  it('never stop what else is done', () => {
    writeFileSync(join(folder, 'file'), '');
    openRecent(join(folder, 'file'), tell).add(project('a'));
    expect(told.at(-1)).toMatch(/recent\.json could not be written/);
  });
});
