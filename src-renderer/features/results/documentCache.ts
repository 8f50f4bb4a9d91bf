import type { OutputDocument } from '../../../src-shared/model/outputDocument.ts';

/** So many documents stay at hand, for going to and fro between models. */
const kept = 8;

const documents = new Map<string, OutputDocument>();

export function cachedDocument(key: string): OutputDocument | undefined {
  return documents.get(key);
}

export function cacheDocument(key: string, document: OutputDocument): void {
  documents.delete(key);
  documents.set(key, document);
  const [oldest] = documents.keys();
  if (documents.size > kept && oldest !== undefined) documents.delete(oldest);
}
