/**
 * Positions in the same order, at least a gap apart and, where there is room for all, between two bounds; moved
 * as little as possible (least squares: neighbours that collide share the mean of what they want).
 */
export function apart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  // Without its share of the gaps each position only has to be at least the one before: pool adjacent violators.
  const pools: { sum: number; count: number }[] = [];
  order.forEach((i, k) => {
    pools.push({ sum: wanted[i] - k * gap, count: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (last === undefined || before === undefined) return;
      if (before.sum / before.count < last.sum / last.count) return;
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const room = Math.max(low, high - (wanted.length - 1) * gap);
  const base = pools.flatMap(({ sum, count }) =>
    Array<number>(count).fill(Math.min(room, Math.max(low, sum / count))),
  );
  const y = [...wanted];
  order.forEach((i, k) => {
    y[i] = base[k] + k * gap;
  });
  return y;
}
