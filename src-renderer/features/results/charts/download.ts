/** Hands a file over to the person: saved to their folder of downloads, or where they are asked to put it. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes its copy after this turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
