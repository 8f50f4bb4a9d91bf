import type { Question } from './analyses/index.ts';
import type { FitMethod } from './methods.ts';
import type { ResidualSpec } from './modelSpec.ts';
import type { PlotScene } from './plotScene.ts';

/** A piece of running text; plain strings need no decoration. */
export type Run = string | { readonly text: string; readonly as: 'strong' | 'code' };

/** Running text: pieces are set one after the other, without added spaces. */
export type RichText = readonly Run[];

export type SectionId =
  | 'model'
  | 'fixed'
  | 'tests'
  | 'variation'
  | 'residualCovariance'
  | 'structures'
  | 'randomParts'
  | 'fit'
  | 'effects'
  | 'means'
  | 'checks'
  | 'clusters'
  | 'influence'
  | 'computation';

/** Begins a section; level 1 is the document's title. */
export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 2;
  readonly section: SectionId;
  readonly text: string;
  /** For lists of sections. */
  readonly short: string;
}

/** Whether the result may be believed, in words: the first thing a reader meets. */
export interface VerdictBlock {
  readonly kind: 'verdict';
  readonly level: 'sound' | 'caution' | 'bad';
  readonly title: string;
  readonly sentence: string;
  /** What it means and what the choices are; empty for a sound fit. */
  readonly explanation: readonly string[];
  /** How one knows that the search ended at the best fit: to be shown when asked; empty where nothing was searched. */
  readonly certificate: readonly string[];
  /** Rows, groups, time. */
  readonly facts: readonly string[];
}

interface TextBlock {
  readonly kind: 'text';
  /** `reading` = the sentence between a heading and its table. */
  readonly role: 'reading' | 'body';
  readonly text: RichText;
}

/** A cell as shown; `note` is a dimmed addition such as a unit. An empty text is an empty cell. */
export interface Cell {
  readonly text: string;
  readonly note?: string;
}

/** A model that can be taken instead of the reported one: on the same data, with the same options. */
export interface OfferedModel {
  /** What tells it from the reported one, for its name: `Subject without correlations`. */
  readonly difference: string;
  readonly formula: string;
  readonly method: FitMethod;
  /** Its residual part, null = independent residuals; absent = that of the reported one. */
  readonly residual?: ResidualSpec | null;
}

/** Other ways to show an answer, for a window that can ask for them. */
export interface AnswerView {
  /** How it is shown now: `Ranked by AIC`. */
  readonly label: string;
  /** What the choices are about. */
  readonly about: string;
  readonly choices: readonly {
    readonly label: string;
    readonly current: boolean;
    readonly question: Question;
  }[];
}

export interface TableBlock {
  readonly kind: 'table';
  /** For screen readers and lists of tables; the heading above says it to the eye. */
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align: 'text' | 'number' }[];
  /** As many cells as columns; the first one names the row. */
  readonly rows: readonly (readonly Cell[])[];
  /** Method, reference levels, meaning of signs: below the lower rule. */
  readonly footnotes: readonly string[];
  /** The models that the rows stand for, for a window that can make them; null for a row without. Absent = none. */
  readonly offers?: readonly (OfferedModel | null)[];
  /** Absent = it is shown in one way only. */
  readonly views?: readonly AnswerView[];
}

/** One picture, which ECharts draws on screen and to SVG alike. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  /** What the marks are, and what was left out. */
  readonly caption: string;
  /** Size in CSS pixels at which the text is drawn as intended. */
  readonly width: number;
  readonly height: number;
  /** Plain data: no function, no colour. */
  readonly scene: PlotScene;
}

/** Plots that stand side by side where there is room. */
export interface PlotsBlock {
  readonly kind: 'plots';
  readonly plots: readonly Plot[];
}

export interface EquationBlock {
  readonly kind: 'equation';
  /**
   * One TeX formula per line, in which `\text{name:0}` stands for `names[0]`: names of variables are the user's and are put in
   * after conversion, so that no character of theirs can mean anything to TeX.
   */
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

export interface NoticesBlock {
  readonly kind: 'notices';
  readonly notices: readonly {
    readonly severity: 'info' | 'caution' | 'serious';
    readonly message: string;
  }[];
}

export type Block =
  HeadingBlock | VerdictBlock | TextBlock | TableBlock | PlotsBlock | EquationBlock | NoticesBlock;

/** A report: numbers already formatted, nothing left to compute, ready for any page format. */
export interface OutputDocument {
  readonly title: string;
  /** Data and formula. */
  readonly subtitle: RichText;
  /** BCP 47 tag of the text. */
  readonly language: string;
  readonly blocks: readonly Block[];
}
