import { darkPalette, palette, type Palette } from '../plots/palette.ts';

const properties = (colours: Palette) =>
  Object.entries(colours)
    .map(([name, colour]) => `--plot-${name}: ${colour};`)
    .join(' ');

const light = `
  --bg: #ffffff; --sunk: #f6f6f4; --line: #e2e2dd; --line-strong: #cfcfc8; --text: #1d2023; --dim: #5c6268;
  --accent: #0b6b70; --ok: #2b7a3d; --ok-soft: #e8f3ea; --warn: #8a5700; --warn-soft: #fbf1de;
  --bad: #b3372c; --bad-soft: #fbe9e6;
  ${properties(palette)}`;

const dark = `
  --bg: #17191b; --sunk: #1e2124; --line: #30353a; --line-strong: #434a50; --text: #e6e8ea; --dim: #a3abb2;
  --accent: #5cc3c0; --ok: #78c48a; --ok-soft: #1d3022; --warn: #e0ad52; --warn-soft: #35290f;
  --bad: #ee8b80; --bad-soft: #3a1f1c;
  ${properties(darkPalette)}`;

/** The page's style: journal rules, tabular numbers, one accent; light, dark on dark screens, light on paper. */
export const style = `
:root { color-scheme: light dark; --cell: 10px; ${light} }
@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--text); overflow-wrap: anywhere;
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; }
main { max-width: 776px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 650; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 16px; line-height: 1.3; font-weight: 650; margin: 36px 0 4px; }
h3 { font-size: 14px; font-weight: 650; margin: 0 0 2px; }
p { margin: 0; }
code { font: 0.93em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.subtitle { color: var(--dim); margin-bottom: 20px; }
.verdict { padding: 10px 14px; border-left: 3px solid; margin: 0 0 12px; }
.verdict.sound { background: var(--ok-soft); border-color: var(--ok); }
.verdict.caution { background: var(--warn-soft); border-color: var(--warn); }
.verdict.bad { background: var(--bad-soft); border-color: var(--bad); }
.verdict .title { font-weight: 650; margin-right: 8px; }
.verdict.sound .title { color: var(--ok); }
.verdict.caution .title { color: var(--warn); }
.verdict.bad .title { color: var(--bad); }
.verdict .facts { margin-top: 2px; font-variant-numeric: tabular-nums; }
.verdict .explanation { margin-top: 6px; }
.verdict details { margin-top: 6px; }
.verdict summary { width: max-content; cursor: pointer; color: var(--accent); }
.verdict ul { margin: 4px 0 0; padding-left: 18px; max-width: 86ch; }
.notices { margin: 0 0 12px; padding: 0; list-style: none; }
.notices li { padding: 4px 14px; border-left: 3px solid var(--line-strong); margin-bottom: 6px; }
.notices .caution { border-color: var(--warn); }
.notices .serious { border-color: var(--bad); }
.notices .what { font-weight: 650; margin-right: 6px; }
.reading { max-width: 68ch; color: var(--dim); }
.reading strong { color: var(--text); font-weight: 650; }
.body { max-width: 68ch; }
.reading + .reading { margin-top: 2px; }
.table + .reading, .footnote + .reading { margin-top: 16px; }
.equation { overflow-x: auto; overflow-y: hidden; margin: 8px 0 0; padding: 2px 0; }
.equation math + math { margin-top: 6px; }
math { font-size: 16px; font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math; }
math.tml-display { text-align: left; width: max-content; }
math mtd.tml-right { text-align: right; }
math mtd.tml-left { text-align: left; }
math .tml-jot > mtr > mtd, math.tml-jot > mtr > mtd { padding-top: 3px; padding-bottom: 3px; }
.table { overflow-x: auto; margin-top: 10px; }
table { border-collapse: collapse; width: 100%; border-top: 1.5px solid var(--text); border-bottom: 1.5px solid var(--text);
  font-variant-numeric: tabular-nums lining-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 5px var(--cell); text-align: left; font-weight: 400; vertical-align: baseline; overflow-wrap: break-word; }
th:first-child { padding-left: 2px; }
tr > :last-child { padding-right: 2px; }
thead th { color: var(--dim); border-bottom: 1px solid var(--line-strong); vertical-align: bottom; }
tbody th { min-width: 9em; }
.n { text-align: right; white-space: nowrap; }
.note { color: var(--dim); font-size: 0.93em; }
.footnote { color: var(--dim); font-size: 12px; line-height: 1.45; margin-top: 6px; max-width: 86ch; }
.footnote + .footnote { margin-top: 2px; }
.plots { display: flex; flex-wrap: wrap; gap: 24px 10px; margin-top: 20px; }
figure { flex: 0 1 calc(var(--width) * 1px); margin: 0; min-width: 0; display: flex; flex-direction: column; }
figure svg { display: block; width: 100%; height: auto; }
figure svg text { font-family: inherit; }
figure h3 { margin-bottom: 6px; }
figcaption { margin-top: 4px; color: var(--dim); font-size: 12px; line-height: 1.45; max-width: 68ch; }
footer { margin-top: 40px; padding-top: 8px; border-top: 1px solid var(--line); color: var(--dim); font-size: 12px; }
@media screen and (max-width: 620px) {
  .wide { overflow-x: auto; }
  .wide svg { min-width: 500px; }
  main { padding: 20px 14px 48px; }
  .plots { gap: 24px; }
  figure { max-width: 100% !important; width: 100%; flex-basis: 100% !important; }
  :root { --cell: 7px; }
  body { font-size: 13px; }
}
@page { size: A4; margin: 16mm 16mm 18mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; color: #5c6268; } }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 18pt; } h3 { font-size: 10pt; }
  .footnote, figcaption { font-size: 8.5pt; }
  h2, h3, .reading, .body, caption, thead { break-after: avoid; }
  th, td { padding-top: 3px; padding-bottom: 3px; }
  .plots { gap: 14px 8px; margin-top: 12px; }
  figure { flex: 0 0 calc(var(--width) / 7.28 * 1%); }
  tr, .short, figure, .verdict, .notices li, .equation, .reading, .body, .footnote { break-inside: avoid; }
  .table, .equation { overflow: visible; }
  thead { display: table-header-group; }
  tbody tr:first-child { break-after: avoid; } tbody tr:last-child { break-before: avoid; }
  .footnote { break-before: avoid; }
  .verdict details::details-content { display: block; height: auto; content-visibility: visible; }
  .verdict summary { color: var(--text); list-style: none; }
  .verdict ul { font-size: 8.5pt; }
  p { orphans: 3; widows: 3; }
}
`.trim();
