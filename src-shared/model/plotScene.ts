/** What a colour of a plot stands for; the report, its dark form and the window have values of their own. */
export type PlotColour =
  | 'text'
  | 'dim'
  | 'line'
  | 'lineStrong'
  | 'data'
  | 'cluster'
  | 'accent'
  | 'series2'
  | 'series3'
  | 'series4'
  | 'series5'
  | 'series6'
  /** Full strength of a scale that diverges from 0; both are light enough to be written on. */
  | 'positive'
  | 'negative';

export interface PlotAxis {
  /** Already shortened to fit; '' = none. */
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Texts at 0, 1, 2, ...; null = an axis of numbers. */
  readonly labels: readonly string[] | null;
  /** Which of the labels stand for the ones below them. */
  readonly headings?: readonly number[];
  /** About so many steps between ticks. */
  readonly steps: number;
  /** Hairlines across the plot at the ticks. */
  readonly hairlines: boolean;
  /** The axis' own line. */
  readonly rule: boolean;
}

/** Numbers or levels of the observations under one name. */
export type ObservationColumn =
  | {
      readonly kind: 'levels';
      readonly name: string;
      /** Name of the grouping where the levels are clusters. */
      readonly group: string | null;
      readonly levels: readonly string[];
      readonly codes: Int32Array;
    }
  | {
      readonly kind: 'numbers';
      readonly name: string;
      readonly unit: string;
      readonly values: Float64Array;
      /** Numbers are said to the third significant digit of this; null = as they are. */
      readonly ruler: number | null;
    };

/** What is told of an observation that is pointed at. One object is shared by all plots of a document. */
export interface Observations {
  /** Row of the data grid, counted from 1. */
  readonly rows: Int32Array;
  readonly columns: readonly ObservationColumn[];
}

/** Points of data. */
export interface PointsLayer {
  readonly kind: 'points';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Index into `observations` of each point. */
  readonly at: readonly number[];
  readonly observations: Observations | null;
}

/** Many points as tiles, stronger where there are more. */
export interface TilesLayer {
  readonly kind: 'tiles';
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  /** Part of a tile's width that is left free on either side. */
  readonly margin: number;
  readonly tiles: readonly { readonly column: number; readonly row: number; readonly count: number }[];
}

/** A straight line that guides the eye. */
export interface ReferenceLayer {
  readonly kind: 'reference';
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly colour: PlotColour;
  readonly width: number;
}

/** The area between two curves. */
export interface BandLayer {
  readonly kind: 'band';
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly colour: PlotColour;
}

/** A model's average; `texts` tells about each of its points, line by line. */
export interface CurveLayer {
  readonly kind: 'curve';
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly colour: PlotColour;
  readonly width: number;
  readonly opacity: number;
  readonly texts: readonly (readonly string[])[];
}

/** One thin line per cluster. */
export interface ClustersLayer {
  readonly kind: 'clusters';
  readonly group: string;
  readonly lines: readonly {
    readonly level: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly text: string;
  }[];
}

export interface IntervalMark {
  readonly at: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** What is told when it is pointed at, line by line. */
  readonly text: readonly string[];
  /** The cluster it belongs to. */
  readonly level: string | null;
}

/** Bars for intervals, with a dot at each estimate. */
export interface IntervalsLayer {
  readonly kind: 'intervals';
  readonly direction: 'upright' | 'level';
  readonly colour: PlotColour;
  readonly barColour: PlotColour;
  /** The grouping whose clusters the marks are; null = none. */
  readonly group: string | null;
  readonly marks: readonly IntervalMark[];
}

/** Names of curves to the right of their ends. */
export interface EndLabelsLayer {
  readonly kind: 'endLabels';
  readonly labels: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly colour: PlotColour;
  }[];
}

/** A mark whose area tells how much it rests on. */
export interface Bubble {
  readonly x: number;
  readonly y: number;
  /** 0 to 1: part of the largest area. */
  readonly area: number;
  /** What is told when it is pointed at, line by line. */
  readonly text: readonly string[];
}

export interface BubblesLayer {
  readonly kind: 'bubbles';
  readonly colour: PlotColour;
  readonly bubbles: readonly Bubble[];
}

/** A cell of a matrix, at the whole numbers of both axes. */
export interface MatrixCell {
  readonly column: number;
  readonly row: number;
  /** -1 to 1: strength of its colour; NaN = no colour. */
  readonly strength: number;
  /** Written into it where there is room. */
  readonly label: string;
  /** What is told when it is pointed at, line by line. */
  readonly text: readonly string[];
}

/** A matrix in colours that diverge from 0. */
export interface MatrixLayer {
  readonly kind: 'matrix';
  readonly cells: readonly MatrixCell[];
  /** Whether the scale of the colours stands above it, for cells too small for their labels. */
  readonly scale: boolean;
}

export type PlotLayer =
  | PointsLayer
  | TilesLayer
  | ReferenceLayer
  | BandLayer
  | CurveLayer
  | ClustersLayer
  | IntervalsLayer
  | EndLabelsLayer
  | BubblesLayer
  | MatrixLayer;

/**
 * A picture as plain data, without colours, fonts or functions: `realise` makes an ECharts option of it, for paper
 * and for a window alike.
 */
export interface PlotScene {
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** The name of the vertical axis, level and at the upper left; '' = none. */
  readonly above: string;
  /** From the back to the front. */
  readonly layers: readonly PlotLayer[];
}
