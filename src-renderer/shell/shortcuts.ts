/** A key as it was pressed; the part of KeyboardEvent that counts. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether the key is the shortcut, written as `Mod+Shift+Z`; Mod is Ctrl, and Cmd on a Mac. */
export function isShortcut(shortcut: string, pressed: PressedKey, mac: boolean): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1);
  const mod = parts.includes('Mod');
  return (
    pressed.key.toLowerCase() === key?.toLowerCase() &&
    (mac ? pressed.metaKey : pressed.ctrlKey) === mod &&
    !(mac ? pressed.ctrlKey : pressed.metaKey) &&
    pressed.shiftKey === parts.includes('Shift') &&
    pressed.altKey === parts.includes('Alt')
  );
}

/** The shortcut as people of this system read it: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function readShortcut(shortcut: string, mac: boolean): string {
  if (!mac) return shortcut.replace('Mod', 'Ctrl').replace('Delete', 'Del');
  const signs: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Delete: '⌦' };
  const order = ['Alt', 'Shift', 'Mod'];
  const parts = shortcut.split('+');
  const modifiers = order.filter((name) => parts.includes(name));
  return [...modifiers, parts.at(-1) ?? ''].map((part) => signs[part] ?? part).join('');
}
