import type { CommandResult } from '../../../src-shared/draft/commands/command.ts';
import { drop } from '../../../src-shared/draft/drop.ts';
import type { Dragged, DropTarget } from '../../../src-shared/draft/drop.ts';
import type { Builder, Part } from './builder.svelte.ts';

/** Smaller movements are clicks. */
const threshold = 5;

/** So close to the edge of the steps they scroll under the pointer. */
const edge = 36;

interface Active {
  readonly dragged: Dragged;
  /** What is shown at the pointer. */
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** As in `data-drop` of the place under the pointer; '' = none. */
  readonly over: string;
  /** What dropping here would do; null where nothing can be dropped. */
  readonly result: CommandResult | null;
}

const partOf: Readonly<Record<DropTarget['kind'], Part>> = {
  variables: 'variables',
  outcome: 'outcome',
  grouping: 'groupings',
  inside: 'groupings',
  slope: 'groupings',
  predictor: 'predictors',
  weights: 'options',
  offset: 'options',
};

/** The text that marks an element as a place to drop things on. */
export function dropMark(target: DropTarget): string {
  return JSON.stringify(target);
}

/** Dragging with the pointer: places say through `data-drop` what dropping on them means. */
export class Drag {
  readonly #builder: Builder;
  active = $state.raw<Active | null>(null);

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  /** For `onpointerdown` of what can be dragged. */
  begin(event: PointerEvent, dragged: Dragged, name: string): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const from = { x: event.clientX, y: event.clientY };
    const stop = new AbortController();
    const { signal } = stop;
    const move = (now: PointerEvent): void => {
      if (now.pointerId !== event.pointerId) return;
      const far = Math.hypot(now.clientX - from.x, now.clientY - from.y) >= threshold;
      if (this.active === null && !far) return;
      now.preventDefault();
      this.#at(dragged, name, now.clientX, now.clientY);
    };
    const end = (dropped: boolean): void => {
      stop.abort();
      const { active } = this;
      if (active === null) return;
      this.active = null;
      swallowClick();
      if (dropped && active.result !== null) {
        const { kind } = JSON.parse(active.over) as DropTarget;
        this.#builder.apply(active.result, partOf[kind]);
      }
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener(
      'pointerup',
      () => {
        end(true);
      },
      { signal },
    );
    window.addEventListener(
      'pointercancel',
      () => {
        end(false);
      },
      { signal },
    );
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape' || this.active === null) return;
        key.preventDefault();
        end(false);
      },
      { signal, capture: true },
    );
  }

  #at(dragged: Dragged, name: string, x: number, y: number): void {
    const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]');
    const over = place?.dataset['drop'] ?? '';
    const { draft, facts } = this.#builder;
    const result = over === '' ? null : drop(dragged, JSON.parse(over) as DropTarget, draft, facts);
    this.active = { dragged, name, x, y, over, result };
    scrollNear(y);
  }

  /** Whether something that could be dropped is over a place; `no` = it cannot go there. */
  over(target: DropTarget): 'yes' | 'no' | null {
    const { active } = this;
    if (active === null || active.over !== dropMark(target)) return null;
    return active.result?.kind === 'change' ? 'yes' : 'no';
  }
}

/** The click that ends a drag is not meant for what was dragged. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => {
    window.removeEventListener('click', swallow, { capture: true });
  });
}

function scrollNear(y: number): void {
  const steps = document.querySelector('[data-scrolls-while-dragging]');
  if (steps === null) return;
  const { top, bottom } = steps.getBoundingClientRect();
  if (y > top && y < top + edge) steps.scrollBy(0, -12);
  else if (y < bottom && y > bottom - edge) steps.scrollBy(0, 12);
}
