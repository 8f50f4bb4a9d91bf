import { describe, expect, it } from 'vitest';
import { createWorkspace, WorkspaceFull } from '../../../../../src-main/engine/numerics/kernels/index.ts';

describe.each([false, true])('workspace (plain: %s)', (plain) => {
  it('hands out cleared, aligned, disjoint memory and keeps it while growing', () => {
    const workspace = createWorkspace({ plain });
    const first = workspace.alloc(5);
    workspace.f64().fill(7, first, first + 5);
    const second = workspace.alloc(400_000);
    expect(first % 8).toBe(0);
    expect(second % 8).toBe(0);
    expect(second).toBeGreaterThanOrEqual(first + 5);
    expect([...workspace.f64().subarray(first, first + 5)]).toEqual([7, 7, 7, 7, 7]);
    expect(
      workspace
        .f64()
        .subarray(second, second + 400_000)
        .every((value) => value === 0),
    ).toBe(true);
    workspace.release();
  });

  it('clears memory that is used again', () => {
    const workspace = createWorkspace({ plain });
    const offset = workspace.alloc(100);
    workspace.f64().fill(3, offset, offset + 100);
    workspace.reset();
    expect(workspace.alloc(200)).toBe(offset);
    expect(
      workspace
        .f64()
        .subarray(offset, offset + 200)
        .every((value) => value === 0),
    ).toBe(true);
    workspace.f64().fill(3, offset, offset + 200);
    workspace.release();
    const next = createWorkspace({ plain });
    const again = next.alloc(200);
    expect(
      next
        .f64()
        .subarray(again, again + 200)
        .every((value) => value === 0),
    ).toBe(true);
    next.release();
  });

  it('keeps two workspaces apart', () => {
    const one = createWorkspace({ plain });
    const two = createWorkspace({ plain });
    const offset = one.alloc(1);
    const other = two.alloc(1);
    one.f64()[offset] = 1;
    expect(two.f64()[other]).toBe(0);
    one.release();
    two.release();
  });

  it('says what it cannot hold', () => {
    const workspace = createWorkspace({ plain });
    expect(() => workspace.alloc(2 ** 30)).toThrow(WorkspaceFull);
    expect(() => workspace.alloc(2 ** 30)).toThrow('1073741824 doubles');
    expect(() => workspace.alloc(NaN)).toThrow(WorkspaceFull);
    workspace.release();
  });

  it('is released once', () => {
    const workspace = createWorkspace({ plain });
    workspace.release();
    expect(() => {
      workspace.release();
    }).toThrow('released');
  });
});

it('does not keep the memory of a large fit', () => {
  const large = createWorkspace();
  large.alloc(9_000_000);
  large.release();
  const next = createWorkspace();
  expect(next.f64().length).toBeLessThan(9_000_000);
  next.release();
});
