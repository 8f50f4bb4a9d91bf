import type {
  Block,
  NoticesBlock,
  Plot,
  PlotsBlock,
  RichText,
  VerdictBlock,
} from '../../model/outputDocument.ts';
import { escapeHtml } from './escape.ts';
import { renderEquation } from './mathml.ts';
import { renderSvg } from './svg.ts';
import { renderTable } from './table.ts';

/** One block as HTML; `key` makes ids unique within the page. */
export function renderBlock(block: Block, key: string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'verdict':
      return renderVerdict(block);
    case 'text':
      return `<p class="${block.role}">${renderText(block.text)}</p>`;
    case 'table':
      return renderTable(block);
    case 'plots':
      return renderPlots(block, key);
    case 'equation':
      return `<div class="equation" tabindex="0" role="group" aria-label="Equation of the model">${renderEquation(block)}</div>`;
    case 'notices':
      return renderNotices(block);
  }
}

export function renderText(text: RichText): string {
  return text
    .map((run) => {
      if (typeof run === 'string') return escapeHtml(run);
      const tag = run.as;
      return `<${tag}>${escapeHtml(run.text)}</${tag}>`;
    })
    .join('');
}

/** Plots from this width on need more than a telephone's. */
const wide = 500;

const marks = { sound: '✓', caution: '!', bad: '✕' } as const;

function renderVerdict(verdict: VerdictBlock): string {
  const { level, title, sentence, explanation, facts } = verdict;
  return `<section class="verdict ${level}" aria-label="Verdict">
<p><span class="title"><span aria-hidden="true">${marks[level]}</span> ${escapeHtml(title)}</span>${escapeHtml(sentence)}</p>
<p class="facts">${facts.map(escapeHtml).join(' · ')}</p>
${explanation.map((text) => `<p class="explanation">${escapeHtml(text)}</p>`).join('\n')}
${renderCertificate(verdict)}
</section>`;
}

/** Closed on a screen, open on paper. */
function renderCertificate({ certificate }: VerdictBlock): string {
  if (certificate.length === 0) return '';
  const items = certificate.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n');
  return `<details>
<summary>How do we know?</summary>
<ul>
${items}
</ul>
</details>`;
}

const severityWords = { info: 'Note.', caution: 'Caution.', serious: 'Serious.' } as const;

function renderNotices({ notices }: NoticesBlock): string {
  if (notices.length === 0) return '';
  const items = notices.map(
    ({ severity, message }) =>
      `<li class="${severity}"><span class="what">${severityWords[severity]}</span>${escapeHtml(message)}</li>`,
  );
  return `<ul class="notices" aria-label="Findings">\n${items.join('\n')}\n</ul>`;
}

function renderPlots({ plots }: PlotsBlock, key: string): string {
  const figures = plots.map(
    (plot, i) => `<figure style="--width:${plot.width}">
<h3>${escapeHtml(plot.title)}</h3>
${renderPicture(plot, `${key}p${i}`)}
<figcaption>${escapeHtml(plot.caption)}</figcaption>
</figure>`,
  );
  return `<div class="plots">\n${figures.join('\n')}\n</div>`;
}

/** Wide plots scroll sideways on a narrow screen rather than shrink until nothing can be read. */
function renderPicture(plot: Plot, id: string): string {
  const svg = renderSvg(plot, id);
  if (plot.width < wide) return svg;
  return `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(plot.title)}">${svg}</div>`;
}
