import { describe, expect, test } from 'vitest';
import { reductions } from '../../../../../src-main/engine/analyses/randomTerms/reductions.ts';
import { expandFormula } from '../../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../../src-shared/formula/parse.ts';
import { printTerms } from '../../../../../src-shared/formula/print.ts';

/** What goes, and the formula of what stays; `f` and `h` are factors. */
function dropped(random: string): string[][] {
  const terms = expandFormula(parseFormula(`y ~ x + ${random}`));
  return reductions(terms, (name) => name === 'f' || name === 'h').map((reduction) => [
    reduction.dropped,
    printTerms({ ...terms, randomTerms: reduction.randomTerms })
      .replace('y ~ x', '')
      .replace(' + ', ''),
  ]);
}

describe('what goes in turn', () => {
  test.each<[string, string[][]]>([
    ['(1 | g)', [['(1 | g)', '']]],
    ['(x | g)', [['x in (x | g)', '(1 | g)']]],
    [
      '(1 + x + z | g)',
      [
        ['x in (1 + x + z | g)', '(z | g)'],
        ['z in (1 + x + z | g)', '(x | g)'],
      ],
    ],
    // a slope that another one contains stays, as in drop1
    ['(x * z | g)', [['x:z in (x * z | g)', '(x + z | g)']]],
    [
      '(1 | a/b)',
      [
        ['(1 | b:a)', '(1 | a)'],
        ['(1 | a)', '(1 | b:a)'],
      ],
    ],
    [
      '(x || g)',
      [
        ['(1 | g)', '(0 + x | g)'],
        ['x in (0 + x | g)', '(1 | g)'],
      ],
    ],
    // all levels of a factor share the intercept
    ['(0 + f | g)', [['f in (0 + f | g)', '(1 | g)']]],
    ['(0 + f:h | g)', [['f:h in (0 + f:h | g)', '(1 | g)']]],
    [
      '(f || g)',
      [
        ['(1 | g)', '(0 + f | g)'],
        ['f in (0 + f | g)', '(1 | g)'],
      ],
    ],
    // a number without intercept leaves nothing that the model contains
    ['(0 + x | g)', [['x in (0 + x | g)', '']]],
    [
      '(0 + x + z | g)',
      [
        ['x in (0 + x + z | g)', '(0 + z | g)'],
        ['z in (0 + x + z | g)', '(0 + x | g)'],
      ],
    ],
    [
      '(x | g) + (0 + f | g)',
      [
        ['x in (x | g)', '(0 + f | g) + (1 | g)'],
        ['f in (0 + f | g)', '(x | g)'],
      ],
    ],
    ['(1 | `a b`:c)', [['(1 | `a b`:c)', '']]],
  ])('%s', (random, expected) => {
    expect(dropped(random)).toEqual(expected);
  });

  test('the slope and its grouping are told', () => {
    const terms = expandFormula(parseFormula('y ~ x + (log(x) | b:a) + (1 | a)'));
    expect(reductions(terms, () => false).map(({ group, slope }) => ({ group, slope }))).toEqual([
      { group: 'b:a', slope: 'log(x)' },
      { group: 'a', slope: null },
    ]);
  });
});
