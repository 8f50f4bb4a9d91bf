import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/**
 * Compiles the kernels from AssemblyScript to WebAssembly and writes them into the sources as text, so that the engine
 * needs no file at run time. With `--check` nothing is written: the result must equal the committed file.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = 'src-main/engine/numerics/kernels';
const target = join(root, folder, 'wasm.generated.ts');

const flags = [
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--converge',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--enable=simd',
  '--use=abort=',
];

/** The compiled module. */
async function compile(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [`${folder}/source/index.ts`, '--outFile=kernels.wasm', ...flags],
    {
      readFile: async (name, base) => {
        try {
          return await readFile(join(base === '.' ? root : base, name), 'utf8');
        } catch (problem) {
          // the compiler asks for several candidate names and expects null for those that do not exist
          if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
          throw problem;
        }
      },
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return binary;
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

const source = asSource(await compile());
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== source) {
    console.error(`${folder}/wasm.generated.ts is not what its sources give: run "npm run kernels".`);
    process.exit(1);
  }
} else await writeFile(target, source);
