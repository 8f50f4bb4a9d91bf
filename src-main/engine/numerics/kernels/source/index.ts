export { cholesky } from './cholesky';
export { inverse } from './inverse';
export { backSolve, forwardSolve } from './solve';
export { rankUpdate } from './rankUpdate';

/** First byte that is free for data. */
export function heapBase(): usize {
  return __heap_base;
}
