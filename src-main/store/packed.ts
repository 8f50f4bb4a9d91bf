import { parse, stringify } from 'devalue';
import { deflateSync, inflateSync } from 'node:zlib';
import { AppError } from '../../src-shared/model/appError.ts';

/** Plain data with typed arrays and NaN as compressed bytes. */
export function pack(value: unknown): Buffer {
  // Results of many rows are mostly doubles, which hardly shrink: the fastest level is as good as any.
  return deflateSync(stringify(value), { level: 1 });
}

/** What `pack` was given. AppError `result-damaged` for bytes that make no sense. */
export function unpack(bytes: Buffer): unknown {
  try {
    return parse(inflateSync(bytes).toString());
  } catch {
    throw new AppError(
      'result-damaged',
      'The stored result of this model is damaged and cannot be shown.',
      'Run the model again; data and model are not concerned.',
    );
  }
}
