/**
 * Colours of plots, as in the light theme. The page replaces each by the custom property of the same name, so
 * that one drawing serves light, dark and print; no two may be equal.
 */
export const palette = {
  text: '#1d2023',
  dim: '#5c6268',
  line: '#e2e2dd',
  lineStrong: '#cfcfc8',
  /** Points of data. */
  data: '#6f777d',
  /** Lines of single clusters. */
  cluster: '#9db3b3',
  accent: '#0b6b70',
  series2: '#c2632b',
  series3: '#6a51a3',
  series4: '#2f6db3',
  series5: '#7d7a12',
  series6: '#a83c72',
} as const;

/** One colour per curve, in order; more curves than colours start again and are told apart by their labels. */
export const seriesColours = [
  palette.accent,
  palette.series2,
  palette.series3,
  palette.series4,
  palette.series5,
  palette.series6,
] as const;
