import type { Question } from '../../src-shared/model/analyses/index.ts';

/** What of a result the window was asked to show. */
export interface AskedPlace {
  readonly modelId: number;
  /** The answer to such a question; where there is none yet, the button that asks it. */
  readonly kind: Question['kind'];
}

/** From elsewhere in the window to a part of a result. */
class ResultPlace {
  /** The latest wish, a new object each time. */
  asked = $state.raw<AskedPlace | null>(null);
  /** The latest that was fulfilled: a wish waits until its result is on the screen. */
  followed: AskedPlace | null = null;

  show(modelId: number, kind: Question['kind']): void {
    this.asked = { modelId, kind };
  }
}

export const resultPlace = new ResultPlace();
