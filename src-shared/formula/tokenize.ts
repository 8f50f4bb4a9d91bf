import { formulaError } from './formulaError.ts';

/** A word of a formula. `end` is the end of the text. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'number' | 'symbol' | 'end';
  /** The name without backquotes and escapes, the number or the symbol as written. */
  readonly text: string;
  readonly at: number;
}

const blank = /\s*/y;
const name = /(?:[\p{L}\p{Nl}]|\.(?!\d))[\p{L}\p{M}\p{N}._]*/uy;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const quoted = /`((?:[^`\\]|\\[^])*)`/y;
const symbol = /\|\||[~+\-*/:^()|]/y;

/** More words than any formula written for people; keeps recursion over a formula shallow. */
const maxTokens = 4000;

/**
 * Splits a formula into names, numbers and symbols.
 *
 * In backquotes every character stands for itself, except `\` before a backquote or another `\`.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (;;) {
    at += match(blank)?.[0].length ?? 0;
    if (at >= text.length) break;
    if (tokens.length >= maxTokens) {
      throw formulaError(
        'The formula is too long',
        text,
        at,
        `A formula may have ${maxTokens} words and symbols.`,
      );
    }
    let found = match(symbol);
    if (found) tokens.push({ kind: 'symbol', text: found[0], at });
    else if ((found = match(name))) tokens.push({ kind: 'name', text: found[0], at });
    else if ((found = match(number))) tokens.push({ kind: 'number', text: found[0], at });
    else if ((found = match(quoted))) {
      const inner = found[1] ?? '';
      if (inner === '') throw formulaError('Empty backquotes', text, at, 'Write a name between them.');
      tokens.push({ kind: 'quoted', text: inner.replace(/\\([\\`])/g, '$1'), at });
    } else throw unreadable(text, at);
    at += found[0].length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function unreadable(text: string, at: number): Error {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '`') {
    return formulaError('A backquote that is not closed', text, at, 'Close the name with another backquote.');
  }
  const hint =
    character === ','
      ? 'Functions of a formula take one value; instead of log(x, 2) write log2(x).'
      : 'A name with spaces or symbols goes into backquotes, as in `body weight`.';
  return formulaError(`Unexpected “${character}”`, text, at, hint);
}
