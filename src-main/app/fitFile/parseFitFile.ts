import type { z } from 'zod';
import { AppError } from '../../../src-shared/model/appError.ts';
import { fitFileSchema, type FitFile } from './schema.ts';

/**
 * Text of a fit file -> its members with defaults filled in. The object may also be the member `spec` of a
 * larger one. Throws AppError `not-json` or `invalid-fit-file`, naming the member that is wrong.
 */
export function parseFitFile(text: string, path: string): FitFile {
  const parsed = fitFileSchema.safeParse(specOf(parseJson(text, path), path));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid-fit-file',
    `${path}: ${parsed.error.issues.map(describeIssue).join('; ')}.`,
    `Known members are ${Object.keys(fitFileSchema.shape).join(', ')}; data and formula are required.`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'not-json',
      `${path} is not JSON: ${reason}.`,
      'A fit file is one JSON object, for example {"data":"file.csv","formula":"y ~ x + (1 | g)"}.',
    );
  }
}

function specOf(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError(
      'invalid-fit-file',
      `${path} holds ${Array.isArray(value) ? 'a list' : JSON.stringify(value).slice(0, 40)}, not an object.`,
      'A fit file is one JSON object, for example {"data":"file.csv","formula":"y ~ x + (1 | g)"}.',
    );
  }
  if (!('spec' in value)) return value;
  const astray = Object.keys(value).filter((member) => Object.hasOwn(fitFileSchema.shape, member));
  if (astray.length === 0) return value.spec;
  throw new AppError(
    'invalid-fit-file',
    `${path}: ${astray.map(quote).join(', ')} beside "spec" would have no effect.`,
    'Move it into spec: where a file has spec, the fit file is what spec holds.',
  );
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `unknown ${issue.keys.length > 1 ? 'members' : 'member'} ${issue.keys.map(quote).join(', ')}${inside(issue.path)}`;
  }
  // Zod reports an absent member as one of the wrong type.
  if (
    issue.code === 'invalid_type' &&
    issue.path.length > 0 &&
    issue.message.endsWith('received undefined')
  ) {
    return `member ${quote(issue.path.join('.'))} is missing`;
  }
  const reason = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return issue.path.length === 0 ? reason : `member ${quote(issue.path.join('.'))}: ${reason}`;
}

const quote = (text: string) => JSON.stringify(text);
const inside = (path: readonly PropertyKey[]) =>
  path.length === 0 ? '' : ` in ${quote(path.map(String).join('.'))}`;
