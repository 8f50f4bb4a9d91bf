import type { Page } from '@playwright/test';

/**
 * Controls that a person cannot see whole and cannot scroll to, and a page that is larger than its window. A grid
 * moves what it shows by itself.
 */
export function clippedControls(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const faults = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight)
      faults.push('the page is ' + scrollWidth + ' x ' + scrollHeight);
    const nameOf = (element) => element.getAttribute('aria-label') ?? element.innerText ?? element.tagName;
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
    for (const element of document.querySelectorAll('button, input, textarea, [role=combobox], [role=option], [role=menuitem]')) {
      const box = element.getBoundingClientRect();
      const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!seen || box.width <= 1 || box.height <= 1 || element.closest('[inert], .unseen, [role=grid]') !== null) continue;
      let [x, y] = [true, true];
      for (let outer = element.parentElement; outer !== null && (x || y); outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        const frame = outer.getBoundingClientRect();
        if (x && cuts(style.overflowX) && (box.left < frame.left - 1 || box.right > frame.right + 1))
          faults.push(nameOf(element) + ' is cut at the side');
        if (y && cuts(style.overflowY) && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
          faults.push(nameOf(element) + ' is cut above or below');
        x &&= !scrolls(style.overflowX);
        y &&= !scrolls(style.overflowY);
      }
      const whole = box.left >= -1 && box.right <= innerWidth + 1 && box.top >= -1 && box.bottom <= innerHeight + 1;
      if (x && y && !whole) faults.push(nameOf(element) + ' is outside the window');
    }
    return faults;
  })()`);
}
