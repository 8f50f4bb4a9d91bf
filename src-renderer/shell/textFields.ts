const plainInputs = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);

/** Whether keys such as undo, F2 or Delete belong to what has the focus: a text field, or a grid of cells. */
export function ownsKey(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !plainInputs.has(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
