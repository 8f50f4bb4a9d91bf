/**
 * x > 0 with sf(x) = tail for a continuous decreasing sf and 0 < tail < sf(0): secants and bisection on the logarithm, to 1e-12
 * relative.
 */
export function upperTailQuantile(sf: (x: number) => number, tail: number): number {
  const f = (x: number): number => Math.log(sf(x) / tail);
  let low = 0;
  let high = START;
  while (f(high) > 0) {
    low = high;
    high *= 2;
  }
  let [flow, fhigh] = [low === 0 ? NaN : f(low), f(high)];
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i++) {
    // A secant where both ends are known, kept away from the ends; else the middle.
    const share = i % 3 === 2 || !Number.isFinite(flow) ? 0.5 : flow / (flow - fhigh);
    const x = low + Math.min(Math.max(share, 1e-6), 1 - 1e-6) * (high - low);
    const value = f(x);
    if (value === 0) return x;
    if (value > 0) [low, flow] = [x, value];
    else [high, fhigh] = [x, value];
  }
  return (low + high) / 2;
}

/** Where critical values of standardised statistics are expected. */
const START = 3;
