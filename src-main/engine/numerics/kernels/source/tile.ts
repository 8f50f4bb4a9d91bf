// The 4 x 4 tile: everything else is made of these. No fused multiply-add, so that every machine gives the same bits.
import { COLUMN } from './layout';

// @ts-ignore: decorator
@inline
function step(subtract: bool, c: v128, a: v128, b: v128): v128 {
  return subtract ? f64x2.sub(c, f64x2.mul(a, b)) : f64x2.add(c, f64x2.mul(a, b));
}

// @ts-ignore: decorator
@inline
function product(subtract: bool, c: usize, a: usize, b: usize, columns: i32): void {
  let c0 = v128.load(c),
    c0h = v128.load(c, 16),
    c1 = v128.load(c, 32),
    c1h = v128.load(c, 48),
    c2 = v128.load(c, 64),
    c2h = v128.load(c, 80),
    c3 = v128.load(c, 96),
    c3h = v128.load(c, 112);
  for (let k = columns; k != 0; k--) {
    const al = v128.load(a),
      ah = v128.load(a, 16);
    let s = v128.load_splat<f64>(b);
    c0 = step(subtract, c0, al, s);
    c0h = step(subtract, c0h, ah, s);
    s = v128.load_splat<f64>(b, 8);
    c1 = step(subtract, c1, al, s);
    c1h = step(subtract, c1h, ah, s);
    s = v128.load_splat<f64>(b, 16);
    c2 = step(subtract, c2, al, s);
    c2h = step(subtract, c2h, ah, s);
    s = v128.load_splat<f64>(b, 24);
    c3 = step(subtract, c3, al, s);
    c3h = step(subtract, c3h, ah, s);
    a += COLUMN;
    b += COLUMN;
  }
  v128.store(c, c0);
  v128.store(c, c0h, 16);
  v128.store(c, c1, 32);
  v128.store(c, c1h, 48);
  v128.store(c, c2, 64);
  v128.store(c, c2h, 80);
  v128.store(c, c3, 96);
  v128.store(c, c3h, 112);
}

/** C -= A B': a 4 x 4 tile and two panels of `columns` columns. A function of its own, so that V8 optimises it early. */
export function subtractProduct(c: usize, a: usize, b: usize, columns: i32): void {
  product(true, c, a, b, columns);
}

/** C += A B'. */
export function addProduct(c: usize, a: usize, b: usize, columns: i32): void {
  product(false, c, a, b, columns);
}

/** Cholesky of a 4 x 4 tile in place, its upper part set to 0. Returns 0, or 1 + the row that is not positive. */
export function factorTile(c: usize): i32 {
  for (let j: i32 = 0; j < 4; j++) {
    const cj = c + usize(j) * COLUMN;
    let d = load<f64>(cj + (usize(j) << 3));
    for (let k: i32 = 0; k < j; k++) {
      const x = load<f64>(c + usize(k) * COLUMN + (usize(j) << 3));
      d -= x * x;
      store<f64>(cj + (usize(k) << 3), 0);
    }
    if (!(d > 0 && d < Infinity)) return j + 1;
    d = Math.sqrt(d);
    store<f64>(cj + (usize(j) << 3), d);
    const inverse = 1.0 / d;
    for (let i: i32 = j + 1; i < 4; i++) {
      let s = load<f64>(cj + (usize(i) << 3));
      for (let k: i32 = 0; k < j; k++) {
        const ck = c + usize(k) * COLUMN;
        s -= load<f64>(ck + (usize(i) << 3)) * load<f64>(ck + (usize(j) << 3));
      }
      store<f64>(cj + (usize(i) << 3), s * inverse);
    }
  }
  return 0;
}

/** C <- C L^-T for a 4 x 4 tile and a lower triangular tile. */
export function solveTile(c: usize, l: usize): void {
  let lo = v128.load(c),
    hi = v128.load(c, 16),
    s = f64x2.splat(1.0 / load<f64>(l));
  const c0 = f64x2.mul(lo, s),
    c0h = f64x2.mul(hi, s);
  v128.store(c, c0);
  v128.store(c, c0h, 16);

  s = v128.load_splat<f64>(l, 8);
  lo = step(true, v128.load(c, 32), c0, s);
  hi = step(true, v128.load(c, 48), c0h, s);
  s = f64x2.splat(1.0 / load<f64>(l, 40));
  const c1 = f64x2.mul(lo, s),
    c1h = f64x2.mul(hi, s);
  v128.store(c, c1, 32);
  v128.store(c, c1h, 48);

  s = v128.load_splat<f64>(l, 16);
  lo = step(true, v128.load(c, 64), c0, s);
  hi = step(true, v128.load(c, 80), c0h, s);
  s = v128.load_splat<f64>(l, 48);
  lo = step(true, lo, c1, s);
  hi = step(true, hi, c1h, s);
  s = f64x2.splat(1.0 / load<f64>(l, 80));
  const c2 = f64x2.mul(lo, s),
    c2h = f64x2.mul(hi, s);
  v128.store(c, c2, 64);
  v128.store(c, c2h, 80);

  s = v128.load_splat<f64>(l, 24);
  lo = step(true, v128.load(c, 96), c0, s);
  hi = step(true, v128.load(c, 112), c0h, s);
  s = v128.load_splat<f64>(l, 56);
  lo = step(true, lo, c1, s);
  hi = step(true, hi, c1h, s);
  s = v128.load_splat<f64>(l, 88);
  lo = step(true, lo, c2, s);
  hi = step(true, hi, c2h, s);
  s = f64x2.splat(1.0 / load<f64>(l, 120));
  v128.store(c, f64x2.mul(lo, s), 96);
  v128.store(c, f64x2.mul(hi, s), 112);
}
