import type { Selection } from '../../../src-shared/report/plots/selection.ts';

/** What is selected in the plots of one pane. */
export class PlotSelection {
  current = $state.raw<Selection | null>(null);

  /** Selects; what is selected already is let go again. */
  choose(selection: Selection | null): void {
    const same = JSON.stringify(selection) === JSON.stringify(this.current);
    this.current = same ? null : selection;
  }

  clear(): void {
    this.current = null;
  }
}
