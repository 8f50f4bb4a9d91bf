import type { Plot } from '../../../../src-shared/model/outputDocument.ts';
import { onPaper } from '../../../../src-shared/report/plots/look.ts';
import { realise } from '../../../../src-shared/report/plots/realise.ts';
import type { Selection } from '../../../../src-shared/report/plots/selection.ts';

/** Pixels of a saved picture for each pixel of the plot: sharp in print at its own size. */
const pngScale = 2;

const font = `system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif`;

/** The plot as an SVG file of its own, in the colours of paper, with what is selected. */
export async function plotSvg(plot: Plot, selection: Selection | null): Promise<string> {
  const { init } = await import('./echarts.ts');
  const { width, height } = plot;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(realise(plot.scene, { ...onPaper, selection }));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg
    .replace(/<style\b[^]*?<\/style>/g, '')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace('<svg ', `<svg style="font-family: ${font.replaceAll('"', "'")}" `);
}

/** The same as pixels on white. */
export async function plotPng(plot: Plot, selection: Selection | null): Promise<Blob> {
  const svg = new Blob([await plotSvg(plot, selection)], { type: 'image/svg+xml' });
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = plot.width * pngScale;
    canvas.height = plot.height * pngScale;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('The browser gives no canvas to draw on.');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('The picture could not be encoded.'));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
