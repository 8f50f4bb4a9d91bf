import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countWindows } from '../../../src-main/host-web/windowCount.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('waits for a first window as long as it takes', () => {
  const onNoneLeft = vi.fn();
  countWindows(60_000, onNoneLeft);
  vi.advanceTimersByTime(10_000_000);
  expect(onNoneLeft).not.toHaveBeenCalled();
});

it('tells when the last window has been gone for the time, once', () => {
  const onNoneLeft = vi.fn();
  const windows = countWindows(60_000, onNoneLeft);
  windows.opened();
  windows.opened();
  windows.closed();
  vi.advanceTimersByTime(10_000_000);
  windows.closed();
  vi.advanceTimersByTime(59_999);
  expect(onNoneLeft).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000_000);
  expect(onNoneLeft).toHaveBeenCalledTimes(1);
});

it('takes a window that returns in time for a reload', () => {
  const onNoneLeft = vi.fn();
  const windows = countWindows(60_000, onNoneLeft);
  windows.opened();
  windows.closed();
  vi.advanceTimersByTime(59_000);
  windows.opened();
  vi.advanceTimersByTime(10_000_000);
  expect(onNoneLeft).not.toHaveBeenCalled();
});

it('never tells when it is to stay, or was stopped', () => {
  const onNoneLeft = vi.fn();
  for (const windows of [countWindows(null, onNoneLeft), countWindows(60_000, onNoneLeft)]) {
    windows.opened();
    windows.closed();
    windows.stop();
  }
  vi.advanceTimersByTime(10_000_000);
  expect(onNoneLeft).not.toHaveBeenCalled();
});
