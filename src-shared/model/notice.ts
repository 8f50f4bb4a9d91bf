/** A statistical finding attached to a result: not an error, but something the reader must know. */
export interface Notice {
  /** Stable kebab-case identifier, e.g. `singular-fit`, `aliased-terms`, `dropped-rows`. */
  readonly code: string;
  readonly severity: 'info' | 'caution' | 'serious';
  /** One or two plain sentences that name the variable or value concerned. */
  readonly message: string;
}
