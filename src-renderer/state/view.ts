import type { DataSource } from '../../src-shared/contract/requests.ts';

/** What the window shows. */
export type View =
  | { readonly kind: 'start' }
  | { readonly kind: 'import'; readonly source: DataSource; readonly name: string }
  | { readonly kind: 'data' }
  | { readonly kind: 'model'; readonly modelId: number };
