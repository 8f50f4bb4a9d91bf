import { randomNumbers } from '../../src-main/engine/numerics/random.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';

/** 24 subjects of 6 clinics at up to 5 unequally spaced times, some missing, each time with one of 8 items; two arms. */
export function clinicData(): Dataset {
  const times = [0, 1, 2.5, 3, 7];
  const rows = Array.from({ length: 24 * 5 }, (_, i) => ({ subject: Math.floor(i / 5), t: i % 5, i })).filter(
    ({ i }) => i % 7 !== 3 && i % 11 !== 5,
  );
  const random = randomNumbers(3);
  const noise = (stream: number, i: number): number => random.normal(stream, i);
  const numeric = (name: string, of: (row: (typeof rows)[number]) => number) => ({
    name,
    kind: 'numeric' as const,
    type: 'continuous' as const,
    values: Float64Array.from(rows, of),
  });
  const nominal = (name: string, count: number, of: (row: (typeof rows)[number]) => number) => ({
    name,
    kind: 'categorical' as const,
    type: 'nominal' as const,
    levels: Array.from({ length: count }, (_, at) => `${name}${String(at).padStart(2, '0')}`),
    codes: Int32Array.from(rows, of),
  });
  return {
    name: 'd',
    nRows: rows.length,
    columns: [
      numeric('y', ({ subject, t, i }) => 5 + t + 2 * noise(1, subject) + noise(2, i)),
      numeric('time', ({ t }) => times[t]),
      numeric('x', ({ i }) => noise(4, i)),
      nominal('subject', 24, ({ subject }) => subject),
      nominal('clinic', 6, ({ subject }) => subject % 6),
      nominal('item', 8, ({ subject, t }) => (3 * subject + t) % 8),
      nominal('arm', 2, ({ subject }) => subject % 2),
    ],
  };
}
