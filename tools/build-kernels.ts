import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles the kernels from AssemblyScript to WebAssembly and writes them into the sources as text, so that the engine
 * needs no file at run time. With `--check` nothing is written: the result must equal the committed file.
 */
const folder = 'src-main/engine/numerics/kernels';
const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, folder, 'wasm.generated.ts');

const flags = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--enable',
  'simd',
  '--use',
  'abort=',
];

/** The compiled module. */
function compile(): Uint8Array {
  const compiler = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));
  const scratch = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    const binary = join(scratch, 'kernels.wasm');
    const run = spawnSync(
      process.execPath,
      [compiler, `${folder}/source/index.ts`, '--outFile', binary, ...flags],
      { cwd: root, stdio: 'inherit' },
    );
    if (run.status !== 0) throw new Error('The kernels do not compile.');
    return readFileSync(binary);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The module as the text of a TypeScript file. */
function asSource(binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return [
    '/** The kernels of source/ as WebAssembly in base64. Made by `npm run kernels`: do not edit. */',
    'export const kernelsBase64 =',
    lines.map((line) => `  '${line}'`).join(' +\n') + ';',
    '',
  ].join('\n');
}

const source = asSource(compile());
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== source) {
    console.error(`${folder}/wasm.generated.ts is not what its sources give: run "npm run kernels".`);
    process.exit(1);
  }
} else writeFileSync(target, source);
