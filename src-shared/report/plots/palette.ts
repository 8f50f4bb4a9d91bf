import type { PlotColour } from '../../model/plotScene.ts';

/** A value for each colour of a plot. */
export type Palette = Readonly<Record<PlotColour, string>>;

/**
 * Colours of plots, as in the light theme. The page replaces each by the custom property of the same name, so
 * that one drawing serves light, dark and print; no two may be equal.
 */
export const palette: Palette = {
  text: '#1d2023',
  dim: '#5c6268',
  line: '#e2e2dd',
  lineStrong: '#cfcfc8',
  /** Points of data. */
  data: '#6f777d',
  /** Lines of single clusters. */
  cluster: '#9db3b3',
  accent: '#0b6b70',
  series2: '#2f6db3',
  series3: '#6a51a3',
  series4: '#7d7a12',
  series5: '#a83c72',
  series6: '#5a4634',
  positive: '#4f9498',
  negative: '#c07a9f',
};

/** The same on a dark ground. */
export const darkPalette: Palette = {
  text: '#e6e8ea',
  dim: '#a3abb2',
  line: '#30353a',
  lineStrong: '#4d555c',
  data: '#959da4',
  cluster: '#557474',
  accent: '#5cc3c0',
  series2: '#7fb0e8',
  series3: '#b09ce0',
  series4: '#c3bf55',
  series5: '#e283b1',
  series6: '#c9b29b',
  positive: '#3c6f6f',
  negative: '#8a4a6b',
};

/** One colour per curve, in order; more curves than colours start again and are told apart by their labels. */
export const seriesColours = [
  'accent',
  'series2',
  'series3',
  'series4',
  'series5',
  'series6',
] as const satisfies readonly PlotColour[];

/** What a person selected, in every plot. */
export const selectedColours = { light: '#c2632b', dark: '#e08b52' } as const;
