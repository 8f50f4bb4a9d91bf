/**
 * A number as R writes it in a formula or as the level of a factor: up to 15 significant digits, and
 * fixed or scientific notation, whichever is shorter (`100000` becomes `1e+05`, `123456` stays).
 */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  if (Number.isInteger(value) && Math.abs(value) < 100000) return String(value === 0 ? 0 : value);
  const rounded = Number(value.toPrecision(15));
  const [mantissa = '', exponentText = ''] = rounded.toExponential().split('e');
  const exponent = Number(exponentText);
  const sign = exponent < 0 ? '-' : '+';
  const scientific = `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const digits = mantissa.replace(/[-.]/g, '').length;
  const decimals = Math.max(0, digits - 1 - exponent);
  const fixedLength = Math.max(exponent, 0) + 1 + (decimals > 0 ? decimals + 1 : 0) + (value < 0 ? 1 : 0);
  return fixedLength <= scientific.length ? rounded.toFixed(decimals) : scientific;
}
