/** Keeps a number and its unit on one line. */
export const noBreak = '\u00a0';

/** A number that does not exist; the place that shows it says why. */
export const absent = '–';

const minus = '−';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** With more decimals than this a number is easier to read in scientific notation. */
const maxDecimals = 5;

/** From here on digits before the point are too many to read. */
const maxPlain = 1e12;

/** A count with thousands separators: `73,421`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? separateThousands(count.toFixed(0), 1_000) : absent;
}

/** Fixed decimals, a real minus sign, thousands separators from 10,000 on; never `−0`. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return absent;
  if (Math.abs(value) >= maxPlain) return formatScientific(value, 3);
  return signed(value, separateThousands(Math.abs(value).toFixed(decimals), 10_000));
}

/** `3.20 × 10⁻⁷` with the given number of significant digits. */
export function formatScientific(value: number, digits: number): string {
  if (!Number.isFinite(value)) return absent;
  if (value === 0) return '0';
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e') as [string, string];
  const power = String(Math.abs(Number(exponent))).replace(/\d/g, (digit) => superscripts[Number(digit)]);
  return signed(value, `${mantissa}${noBreak}×${noBreak}10${Number(exponent) < 0 ? '⁻' : ''}${power}`);
}

/** Below this share of the spread around it a value is the rounding of a zero: a mean of centred values, a step of a grid. */
const noise = 1e-6;

/** 0 where a value is nothing beside the numbers that it comes from, whose spread (range or SD) is given. */
export function withoutNoise(value: number, spread: number): number {
  return Math.abs(value) < noise * spread ? 0 : value;
}

/** A number on its own, to so many significant digits, plain where that is short. */
export function formatSignificant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return absent;
  if (value === 0) return '0';
  const decimals = decimalsFor(value, digits);
  if (decimals > maxDecimals || Math.abs(value) >= maxPlain) return formatScientific(value, digits);
  return formatFixed(value, Math.max(0, decimals));
}

/** The decimals that show `scale` with so many significant digits; negative for large numbers. */
function decimalsFor(scale: number, digits: number): number {
  const exponent = Number(
    Math.abs(scale)
      .toExponential(digits - 1)
      .split('e')[1],
  );
  return digits - 1 - exponent;
}

/** Formats a value whose uncertainty (or size) is `scale`. */
export type ScaledFormat = (value: number, scale: number) => string;

/** Scales further apart than this get decimals of their own: common ones would show noise. */
const commonDecimalsUpTo = 20;

/**
 * Decimals for a column of numbers with uncertainties (usually standard errors): enough to show the smallest
 * with `digits` significant digits, the same in every row where the scales allow.
 */
export function columnFormat(scales: readonly number[], digits: number): ScaledFormat {
  const usable = scales.filter((scale) => Number.isFinite(scale) && scale > 0);
  const smallest = Math.min(...usable);
  const largest = Math.max(...usable);
  const common = usable.length > 0 && largest / smallest <= commonDecimalsUpTo ? smallest : null;
  return (value, scale) => {
    if (!Number.isFinite(value)) return absent;
    const known = Number.isFinite(scale) && scale > 0;
    const ruler = common ?? (known ? scale : null);
    return ruler === null ? formatSignificant(value, digits + 1) : formatTo(value, ruler, digits);
  };
}

/** `value` to the place that is the `digits`-th significant digit of `ruler`. */
export function formatTo(value: number, ruler: number, digits: number): string {
  if (!Number.isFinite(value)) return absent;
  if (!Number.isFinite(ruler) || ruler <= 0) return formatSignificant(value, digits + 1);
  const decimals = decimalsFor(ruler, digits);
  if (decimals <= maxDecimals && Math.abs(value) < maxPlain) return formatFixed(value, Math.max(0, decimals));
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (magnitude >= -2 && Math.abs(value) < maxPlain)
    return formatFixed(value, Math.max(0, Math.min(decimals, 7 - magnitude)));
  return formatScientific(value, Math.min(8, Math.max(1, magnitude + decimals + 1)));
}

/** `7.2 to 13.7`; words, because a dash beside minus signs cannot be read. */
export function formatInterval(lower: string, upper: string): string {
  return lower === absent && upper === absent ? absent : `${lower} to ${upper}`;
}

/** Three decimals without a leading zero: `< .001`, `.034`, `> .999`. */
export function formatP(p: number): string {
  if (!Number.isFinite(p)) return absent;
  if (p < 0.001) return '< .001';
  if (p > 0.999) return '> .999';
  return p.toFixed(3).slice(1);
}

/** `p < .001` or `p = .034`, for running text. */
export function formatPInText(p: number): string {
  const text = formatP(p);
  return `p${noBreak}${text.startsWith('.') ? `=${noBreak}${text}` : text.replace(' ', noBreak)}`;
}

/** `p < .05`, for running text. */
export function formatThreshold(alpha: number): string {
  return `p${noBreak}<${noBreak}${String(Number(alpha.toPrecision(3))).replace(/^0/, '')}`;
}

/** One decimal, none where the whole column consists of integers. */
export function formatDf(df: number, column: readonly number[]): string {
  const whole = column.filter(Number.isFinite).every((value) => Number.isInteger(value));
  return formatFixed(df, whole ? 0 : 1);
}

/** t, F and other test statistics. */
export function formatStatistic(value: number): string {
  return Math.abs(value) >= 1e6 ? formatScientific(value, 3) : formatFixed(value, 2);
}

/** `37.3 %` */
export function formatShare(share: number): string {
  return Number.isFinite(share) ? `${formatFixed(100 * share, 1)}${noBreak}%` : absent;
}

/** `37 %`, for running text. */
export function formatRoundShare(share: number): string {
  if (!Number.isFinite(share)) return absent;
  if (share > 0 && share < 0.005) return `less than 1${noBreak}%`;
  if (share < 1 && share >= 0.995) return `more than 99${noBreak}%`;
  return `${formatFixed(100 * share, 0)}${noBreak}%`;
}

/** `1.2 ms`, `0.45 s`, `75 s`: how long something took. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return absent;
  if (milliseconds < 99.5) return `${formatSignificant(Math.max(0.1, milliseconds), 2)}${noBreak}ms`;
  return `${formatSignificant(milliseconds / 1000, milliseconds < 99_500 ? 2 : 3)}${noBreak}s`;
}

/** A tick of an axis: as short as it can be said. */
export function formatTick(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4) return formatScientific(value, 2).replace(/\.0(?=\s×)/, '');
  const text = String(Number(size.toPrecision(10)));
  return signed(value, separateThousands(text, 10_000));
}

function signed(value: number, digits: string): string {
  const isZero = !/[1-9]/.test(digits);
  return value < 0 && !isZero ? minus + digits : digits;
}

function separateThousands(digits: string, from: number): string {
  const [whole, fraction] = digits.split('.') as [string, string | undefined];
  const grouped = Number(whole) >= from ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
