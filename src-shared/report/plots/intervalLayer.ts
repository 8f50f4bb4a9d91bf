import type { IntervalMark, PlotLayer } from '../../model/plotScene.ts';

/** Intervals that lie one above the other, in colour or not. */
export function intervalLayer(colour: 'accent' | 'dim', marks: readonly IntervalMark[]): PlotLayer {
  return {
    kind: 'intervals',
    direction: 'level',
    colour,
    barColour: colour === 'accent' ? 'accent' : 'cluster',
    group: null,
    marks,
  };
}
