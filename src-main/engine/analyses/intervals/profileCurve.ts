import type { ProfilePoint } from './followProfile.ts';

/** Points that a curve has between two evaluations of the profile. */
const PER_STEP = 8;

/**
 * The evaluated points with those between them: a cubic in t through both ends' zeta and slopes, held monotone
 * (Fritsch & Carlson 1980, SIAM J. Numer. Anal. 17, 238-246); a slope that is not known is that of the chord.
 *
 * @param points ascending in t
 */
export function interpolated(points: readonly ProfilePoint[]): { t: number[]; zeta: number[] } {
  const t: number[] = [];
  const zeta: number[] = [];
  points.forEach((point, i) => {
    const next = points[i + 1];
    t.push(point.t);
    zeta.push(point.zeta);
    if (!next) return;
    const width = next.t - point.t;
    const chord = (next.zeta - point.zeta) / width;
    const left = monotone(point.slope, chord);
    const right = monotone(next.slope, chord);
    for (let step = 1; step < PER_STEP; step++) {
      const s = step / PER_STEP;
      t.push(point.t + s * width);
      zeta.push(
        point.zeta * (1 + 2 * s) * (1 - s) ** 2 +
          next.zeta * s * s * (3 - 2 * s) +
          width * (left * s * (1 - s) ** 2 - right * s * s * (1 - s)),
      );
    }
  });
  return { t, zeta };
}

function monotone(slope: number, chord: number): number {
  if (!Number.isFinite(slope) || !(chord > 0)) return Math.max(0, chord);
  return Math.min(Math.max(0, slope), 3 * chord);
}
