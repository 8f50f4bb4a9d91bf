import type { SeriesOption } from 'echarts';
import type { PlotLayer, ReferenceLayer } from '../../../model/plotScene.ts';
import type { Palette } from '../palette.ts';
import type { Look } from '../look.ts';
import { drawBubbles } from './bubbles.ts';
import { drawBand, drawCurve } from './curves.ts';
import { drawClusters } from './clusters.ts';
import { drawEndLabels } from './endLabels.ts';
import { drawIntervals } from './intervals.ts';
import { drawMatrix } from './matrix.ts';
import { drawPoints } from './points.ts';
import { drawTiles } from './tiles.ts';

/** The series of a layer. */
export function drawLayer(layer: PlotLayer, look: Look): SeriesOption {
  switch (layer.kind) {
    case 'points':
      return drawPoints(layer, look);
    case 'tiles':
      return drawTiles(layer, look);
    case 'reference':
      return drawReference(layer, look.colours);
    case 'band':
      return drawBand(layer, look.colours);
    case 'curve':
      return drawCurve(layer, look);
    case 'clusters':
      return drawClusters(layer, look);
    case 'intervals':
      return drawIntervals(layer, look);
    case 'endLabels':
      return drawEndLabels(layer, look.colours);
    case 'bubbles':
      return drawBubbles(layer, look);
    case 'matrix':
      return drawMatrix(layer, look);
  }
}

function drawReference({ from, to, colour, width }: ReferenceLayer, colours: Palette): SeriesOption {
  return {
    type: 'line',
    silent: true,
    symbol: 'none',
    lineStyle: { color: colours[colour], width },
    data: [[...from], [...to]],
    z: 3,
  };
}
