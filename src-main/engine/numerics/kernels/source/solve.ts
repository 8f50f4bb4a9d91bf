import { COLUMN, TILE, address, lowerPanel } from './layout';

/** x <- L^-1 x. */
export function forwardSolve(l: u32, panels: i32, x: u32): void {
  const vector = address(x);
  for (let i = 0; i < panels; i++) {
    let p = address(l) + lowerPanel(i);
    const xi = vector + usize(i) * COLUMN;
    let lo = v128.load(xi),
      hi = v128.load(xi, 16);
    for (let xk = vector; xk != xi; xk += 8) {
      const s = v128.load_splat<f64>(xk);
      lo = f64x2.sub(lo, f64x2.mul(v128.load(p), s));
      hi = f64x2.sub(hi, f64x2.mul(v128.load(p, 16), s));
      p += COLUMN;
    }
    const x0 = f64x2.extract_lane(lo, 0) / load<f64>(p);
    const x1 = (f64x2.extract_lane(lo, 1) - load<f64>(p, 8) * x0) / load<f64>(p, 40);
    const x2 = (f64x2.extract_lane(hi, 0) - load<f64>(p, 16) * x0 - load<f64>(p, 48) * x1) / load<f64>(p, 80);
    const x3 =
      (f64x2.extract_lane(hi, 1) - load<f64>(p, 24) * x0 - load<f64>(p, 56) * x1 - load<f64>(p, 88) * x2) /
      load<f64>(p, 120);
    store<f64>(xi, x0);
    store<f64>(xi, x1, 8);
    store<f64>(xi, x2, 16);
    store<f64>(xi, x3, 24);
  }
}

/** x <- L^-T x. */
export function backSolve(l: u32, panels: i32, x: u32): void {
  const vector = address(x);
  for (let i = panels - 1; i >= 0; i--) {
    let p = address(l) + lowerPanel(i);
    const d = p + usize(i) * TILE;
    const xi = vector + usize(i) * COLUMN;
    const x3 = load<f64>(xi, 24) / load<f64>(d, 120);
    const x2 = (load<f64>(xi, 16) - load<f64>(d, 88) * x3) / load<f64>(d, 80);
    const x1 = (load<f64>(xi, 8) - load<f64>(d, 48) * x2 - load<f64>(d, 56) * x3) / load<f64>(d, 40);
    const x0 =
      (load<f64>(xi) - load<f64>(d, 8) * x1 - load<f64>(d, 16) * x2 - load<f64>(d, 24) * x3) / load<f64>(d);
    store<f64>(xi, x0);
    store<f64>(xi, x1, 8);
    store<f64>(xi, x2, 16);
    store<f64>(xi, x3, 24);
    const lo = v128.load(xi),
      hi = v128.load(xi, 16);
    // two columns at a time: (l0 x0 + l2 x2) + (l1 x1 + l3 x3) for each
    for (let xk = vector; xk != xi; xk += 16) {
      const even = f64x2.add(f64x2.mul(v128.load(p), lo), f64x2.mul(v128.load(p, 16), hi));
      const odd = f64x2.add(f64x2.mul(v128.load(p, 32), lo), f64x2.mul(v128.load(p, 48), hi));
      const sums = f64x2.add(
        v128.shuffle<f64>(even, odd, 0, 2),
        v128.shuffle<f64>(even, odd, 1, 3),
      );
      v128.store(xk, f64x2.sub(v128.load(xk), sums));
      p += 2 * COLUMN;
    }
  }
}
