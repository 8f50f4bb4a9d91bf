/**
 * x > 0 with sf(x) = tail for a continuous decreasing sf and 0 < tail < sf(0): the Illinois method on the logarithm, to 1e-12
 * relative.
 */
export function upperTailQuantile(sf: (x: number) => number, tail: number): number {
  const f = (x: number): number => Math.log(sf(x) / tail);
  let [low, flow] = [0, NaN];
  let [high, fhigh] = [START, f(START)];
  while (fhigh > 0) {
    [low, flow] = [high, fhigh];
    high *= 2;
    fhigh = f(high);
  }
  let kept = 0;
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i++) {
    const share = Number.isFinite(flow) && i % 8 !== 7 ? flow / (flow - fhigh) : 0.5;
    const x = low + Math.min(Math.max(share, 1e-6), 1 - 1e-6) * (high - low);
    const value = f(x);
    if (Math.abs(value) <= AT_ROOT) return x;
    // The end that stays a second time counts half, so that the secants do not creep (Dowell & Jarratt 1971, BIT 11, 168-174).
    if (value > 0) {
      [low, flow] = [x, value];
      if (kept === 1) fhigh /= 2;
      kept = 1;
    } else {
      [high, fhigh] = [x, value];
      if (kept === -1) flow /= 2;
      kept = -1;
    }
  }
  return (low + high) / 2;
}

/** The logarithm is below what sf's own rounding leaves. */
const AT_ROOT = 1e-13;
/** Where critical values of standardised statistics are expected. */
const START = 3;
