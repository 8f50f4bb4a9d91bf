import type { Structures } from '../../model/analyses/structures.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { IntervalMark } from '../../model/plotScene.ts';
import { formatInterval, formatPInText, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { displayWidth } from '../words/lists.ts';
import { nameOfFitted, ranked } from '../words/structureRanking.ts';
import { drawable, padded, rangeOf, valueX } from './axes.ts';
import { intervalLayer } from './intervalLayer.ts';
import { structureSize } from './sizes.ts';

/** Room for the names of the structures. */
const letter = 7;

/** One coefficient with its interval under each structure, the best above; null without coefficients. */
export function structureCoefficientPlot(answer: Structures, context: ReportContext): Plot | null {
  const { coefficient, own } = answer;
  if (coefficient === null) return null;
  const { names, level } = context;
  const fits = ranked(answer).toReversed();
  const labels = fits.map(nameOfFitted);
  const marks = fits.map((fit, at): IntervalMark | null => {
    const row = fit.fixed.find(({ term }) => term === coefficient);
    if (row === undefined || ![row.estimate, row.lower, row.upper].every(drawable)) return null;
    const said = (value: number) => formatTo(value, row.se, 3);
    return {
      at,
      estimate: row.estimate,
      lower: row.lower,
      upper: row.upper,
      level: null,
      text: [
        labels[at],
        `${names.coefficient(coefficient)}: ${names.withUnit(said(row.estimate))}`,
        `${level} CI ${formatInterval(said(row.lower), said(row.upper))}, ${formatPInText(row.p)}`,
      ],
    };
  });
  const present = marks.filter((mark) => mark !== null);
  const ends = present.flatMap(({ lower, upper }) => [lower, upper]);
  const spread = rangeOf(ends);
  const reach = spread.high - spread.low;
  // Zero is drawn where it is near.
  const near = spread.low - reach <= 0 && spread.high + reach >= 0;
  const range = padded(near ? rangeOf(ends, [0]) : spread);
  const [low, high] = [-0.7, fits.length - 0.3];
  const ofOwn = fits.indexOf(answer.fitted[own]);
  const estimate = marks[ofOwn]?.estimate;
  const widest = labels.reduce((most, label) => Math.max(most, displayWidth(label)), 0);
  const bottom = 44;
  return {
    id: 'structure-coefficient',
    title: `${names.coefficient(coefficient)} under each structure`,
    caption: `Estimates with ${level} CI, the best structure above. In colour ${labels[ofOwn]}, the structure of this model, with a line at its estimate.`,
    width: structureSize.width,
    height: fits.length * structureSize.row + bottom + 12,
    scene: {
      margins: { left: 16 + widest * letter, right: 14, top: 6, bottom },
      x: { ...valueX(unitOf(context), range), steps: 5, hairlines: true },
      y: { name: '', low, high, labels, steps: 5, hairlines: false, rule: false },
      above: '',
      layers: [
        ...(near
          ? [
              {
                kind: 'reference',
                from: [0, low],
                to: [0, high],
                colour: 'lineStrong',
                width: 1,
              } as const,
            ]
          : []),
        ...(estimate === undefined
          ? []
          : [
              {
                kind: 'reference',
                from: [estimate, low],
                to: [estimate, high],
                colour: 'accent',
                width: 1,
              } as const,
            ]),
        intervalLayer(
          'dim',
          present.filter(({ at }) => at !== ofOwn),
        ),
        intervalLayer(
          'accent',
          present.filter(({ at }) => at === ofOwn),
        ),
      ],
    },
  };
}

function unitOf({ names }: ReportContext): string {
  return names.responseUnit === '' ? 'Coefficient' : `Coefficient (${names.responseUnit})`;
}
