import { session } from './session.svelte.ts';

/** Well below the contract's 4 MB, so that progress is seen. */
const pieceBytes = 1 << 20;

/**
 * Sends a file that only the window holds to the back end, in pieces.
 *
 * @param onProgress share sent so far, 0 to 1
 * @returns the id of the upload; after an abort or a failure nothing is left of it
 */
export async function uploadFile(
  file: File,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const upload = await session.call('upload.begin', { name: file.name, size: file.size }, { signal });
  try {
    for (let from = 0; from < file.size; from += pieceBytes) {
      const bytes = new Uint8Array(await file.slice(from, from + pieceBytes).arrayBuffer());
      await session.call('upload.append', { upload, bytes }, { signal });
      onProgress(Math.min(1, (from + bytes.length) / file.size));
    }
    return upload;
  } catch (error) {
    await session.ask('upload.discard', { upload });
    throw error;
  }
}
