import type { EChartsType } from 'echarts/core';
import type { PlotScene } from '../../../../src-shared/model/plotScene.ts';
import type { Look } from '../../../../src-shared/report/plots/look.ts';
import { realise } from '../../../../src-shared/report/plots/realise.ts';
import { selectionOf, type Selection } from '../../../../src-shared/report/plots/selection.ts';

/** Marks answer from this far, in pixels: points are small. */
const reach = 10;

/** The tooltip looks like the rest of the window; long names are broken. */
const tooltipStyle =
  'background: var(--panel); border: 1px solid var(--line-strong); border-radius: var(--radius); box-shadow: none;' +
  'color: var(--text); font: var(--size-small) / 1.5 var(--font); padding: 5px 9px;' +
  'max-width: 340px; max-height: 320px; overflow: hidden; white-space: normal; overflow-wrap: anywhere;';

/** A plot in the window. */
export interface LiveChart {
  draw(scene: PlotScene, look: Look): void;
  close(): void;
}

/**
 * Puts a plot into an element, whose size it follows.
 *
 * @param onselect called for a click: null = beside all marks
 */
export async function openChart(
  element: HTMLElement,
  onselect: (selection: Selection | null) => void,
): Promise<LiveChart> {
  const { init } = await import('./echarts.ts');
  const chart: EChartsType = init(element, null, {
    renderer: 'svg',
    useCoarsePointer: true,
    pointerSize: reach,
  });
  let scene: PlotScene | null = null;
  chart.on('click', ({ seriesIndex, dataIndex }) => {
    const selection = selectionOf(scene?.layers[seriesIndex ?? -1], dataIndex);
    if (selection !== null) onselect(selection);
  });
  chart.getZr().on('click', ({ target }) => {
    if (target === undefined || target === null) onselect(null);
  });
  const observer = new ResizeObserver(() => {
    if (element.clientWidth > 0) chart.resize();
  });
  observer.observe(element);
  return {
    draw(next, look) {
      scene = next;
      chart.setOption(realise(next, look), { notMerge: true });
      chart.setOption({ tooltip: { extraCssText: tooltipStyle } });
    },
    close() {
      observer.disconnect();
      chart.dispose();
    },
  };
}
