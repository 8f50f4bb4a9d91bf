import type { init as Init } from 'echarts';
// One file loads in a tenth of the time that the package's hundreds of modules take in Node.
// @ts-expect-error: this file comes without types; those of the package are its own
import { init as untyped } from 'echarts/dist/echarts.esm.min.mjs';
import type { Plot } from '../../model/outputDocument.ts';
import { palette } from '../plots/palette.ts';
import { realise } from '../plots/realise.ts';
import { escapeHtml } from './escape.ts';

const init = untyped as typeof Init;

const variables = new Map(Object.entries(palette).map(([name, colour]) => [colour, `var(--plot-${name})`]));

/**
 * Draws a plot as SVG, without a browser. Colours of the palette become the page's custom properties (dark and
 * light from one drawing); ECharts' hooks for interaction are taken out. Quotes inside texts are escaped by
 * ECharts, so none of the patterns below can match what a user wrote.
 */
export function renderSvg(plot: Plot, id: string): string {
  const { width, height } = plot;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(realise(plot.scene));
  const drawn = chart.renderToSVGString();
  chart.dispose();
  const inner = drawn
    .slice(drawn.indexOf('>') + 1, drawn.lastIndexOf('</svg>'))
    .replace(/<style\b[^]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="(?:none|transparent)"[^>]*><\/rect>/g, '')
    .replace(/ (?:ecmeta_\w+|pointer-events|class)="[^"]*"/g, '')
    .replace(/font-family:inherit;?/g, '')
    .replace(/ (fill|stroke)="(#[0-9a-f]{6})"/g, (whole, attribute: string, colour: string) => {
      const variable = variables.get(colour);
      return variable === undefined ? whole : ` ${attribute}="${variable}"`;
    })
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/><\/(?:path|circle|line|polygon|polyline|rect)>/g, '/>')
    .trim();
  const label = escapeHtml(`${plot.title}. ${plot.caption}`);
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${inner}</svg>`;
}
