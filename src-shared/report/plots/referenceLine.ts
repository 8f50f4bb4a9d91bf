import type { ReferenceLayer } from '../../model/plotScene.ts';

/** Where points would lie if the model were perfect. */
export function referenceLine(
  from: readonly [number, number],
  to: readonly [number, number],
): ReferenceLayer {
  return { kind: 'reference', from, to, colour: 'accent', width: 1.5 };
}
