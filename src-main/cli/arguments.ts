import { basename, extname } from 'node:path';

/** Wrong usage of the command line: exit status 2. */
export class UsageError extends Error {}

export interface FitArguments {
  readonly files: readonly string[];
  /** Where the report of a fit file goes; null without `--report`. */
  readonly reportPath: ((file: string) => string) | null;
}

export const fitUsage =
  'Usage: npm run --silent fit -- [--report OUT.html|OUT.pdf] FILE.json [FILE.json ...]';
export const benchUsage = 'Usage: npm run --silent bench -- [--repeat N] FILE.json [FILE.json ...]';

/** Arguments of `fit`. Throws UsageError. */
export function parseFitArguments(args: readonly string[]): FitArguments {
  const { files, value: template } = parse(args, '--report');
  if (template === null) return { files, reportPath: null };
  if (!/\.(html|pdf)$/.test(template)) {
    throw new UsageError(`--report ${template}: the name of a report ends in .html or .pdf.`);
  }
  const reportPath = (file: string) => template.replaceAll('{name}', basename(file, extname(file)));
  const paths = files.map(reportPath);
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  if (twice !== undefined) {
    const hint = 'with several files write {name} for the name of the fit file, as in reports/{name}.html';
    throw new UsageError(`--report ${template}: ${twice} would be written twice; ${hint}.`);
  }
  return { files, reportPath };
}

/** Arguments of `bench`; five repetitions unless told. Throws UsageError. */
export function parseBenchArguments(args: readonly string[]): {
  readonly files: readonly string[];
  readonly repeat: number;
} {
  const { files, value } = parse(args, '--repeat');
  if (value === null) return { files, repeat: 5 };
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new UsageError(`--repeat ${value}: a whole number from 1 to 999999 is needed.`);
  }
  return { files, repeat: Number(value) };
}

/** Files and the value of the one option a command knows (`--option value` or `--option=value`). */
function parse(args: readonly string[], option: string): { files: string[]; value: string | null } {
  const files: string[] = [];
  let value: string | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === option || arg.startsWith(`${option}=`)) {
      if (value !== null) throw new UsageError(`${option} is given twice.`);
      value = arg === option ? (args[++i] ?? '') : arg.slice(option.length + 1);
      if (value === '') throw new UsageError(`${option} needs a value.`);
    } else if (arg === '--') {
      files.push(...args.slice(i + 1));
      break;
    } else if (arg.startsWith('-')) {
      throw new UsageError(`Unknown option ${arg}.`);
    } else {
      files.push(arg);
    }
  }
  if (files.length === 0) throw new UsageError('No fit file is given.');
  return { files, value };
}
