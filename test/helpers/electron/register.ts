import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** `node --import register.ts`: whoever imports `electron` gets the stand-in. */
const standIn = pathToFileURL(join(import.meta.dirname, 'standIn.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
