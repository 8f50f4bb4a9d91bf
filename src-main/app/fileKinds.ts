import type { FileKind } from '../../src-shared/contract/requests.ts';

/** Endings of the files of each kind, without the dot; the first is given to new files. */
export const endingsOf: Readonly<Record<FileKind, readonly string[]>> = {
  project: ['nestwise'],
  data: ['csv', 'tsv', 'tab', 'txt', 'dat'],
  html: ['html', 'htm'],
  pdf: ['pdf'],
  table: ['csv'],
};

/** What each kind is called in dialogs. */
export const kindNames: Readonly<Record<FileKind, string>> = {
  project: 'Nestwise projects',
  data: 'Data files',
  html: 'Web pages',
  pdf: 'PDF documents',
  table: 'Tables of comma-separated values',
};
