import type { EChartsOption, TooltipComponentOption } from 'echarts';
import type { PlotScene } from '../../model/plotScene.ts';
import { escapeHtml } from '../html/escape.ts';
import { fontSize, nameAbove, xAxis, yAxis } from './draw/axes.ts';
import { drawLayer } from './draw/layers.ts';
import { onPaper, type Look } from './look.ts';
import { tooltipTexts } from './tooltip.ts';

/** Makes an ECharts option of a scene, one series per layer: the same drawing on paper and in a window. */
export function realise(scene: PlotScene, look: Look = onPaper): EChartsOption {
  const { colours } = look;
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: 'inherit', fontSize },
    grid: scene.margins,
    xAxis: xAxis(scene.x, colours),
    yAxis: yAxis(scene.y, colours),
    ...(scene.above === '' ? {} : { graphic: nameAbove(scene.above, colours) }),
    series: scene.layers.map((layer) => drawLayer(layer, look)),
    ...(look.interactive ? { tooltip: tooltip(scene) } : {}),
  };
}

/** One line per text; names are the user's and so are escaped. */
function tooltip(scene: PlotScene): TooltipComponentOption {
  return {
    trigger: 'item',
    confine: true,
    transitionDuration: 0,
    className: 'plot-tooltip',
    formatter: (parameters) => {
      const item = Array.isArray(parameters) ? parameters[0] : parameters;
      const texts = tooltipTexts(scene.layers[item.seriesIndex ?? -1], item.dataIndex);
      const [first, ...rest] = texts.map(escapeHtml);
      return first === undefined ? '' : [`<strong>${first}</strong>`, ...rest].join('<br>');
    },
  };
}
