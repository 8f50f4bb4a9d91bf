import { describe, expect, it } from 'vitest';
import { isShortcut, readShortcut } from '../../../../src-renderer/shell/shortcuts.ts';

const key = (name: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]) => ({
  key: name,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
});

describe('shortcuts', () => {
  it('takes Ctrl for Mod, and Cmd on a Mac', () => {
    expect(isShortcut('Mod+Z', key('z', 'ctrlKey'), false)).toBe(true);
    expect(isShortcut('Mod+Z', key('z', 'metaKey'), false)).toBe(false);
    expect(isShortcut('Mod+Z', key('z', 'metaKey'), true)).toBe(true);
    expect(isShortcut('Mod+Z', key('z', 'ctrlKey'), true)).toBe(false);
  });

  it('wants exactly the keys it names', () => {
    expect(isShortcut('Mod+Shift+Z', key('Z', 'ctrlKey', 'shiftKey'), false)).toBe(true);
    expect(isShortcut('Mod+Z', key('Z', 'ctrlKey', 'shiftKey'), false)).toBe(false);
    expect(isShortcut('Mod+Z', key('z', 'ctrlKey', 'altKey'), false)).toBe(false);
    expect(isShortcut('F2', key('F2'), false)).toBe(true);
    expect(isShortcut('F2', key('F2', 'ctrlKey'), false)).toBe(false);
  });

  it('is written as the system writes it', () => {
    expect(readShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(readShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(readShortcut('F2', true)).toBe('F2');
  });
});
