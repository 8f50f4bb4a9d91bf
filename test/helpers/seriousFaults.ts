import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe is to look at, and for; by default everything. */
interface Scope {
  readonly rules?: readonly string[];
  readonly within?: string | undefined;
}

/** Serious and critical faults of accessibility on what the window shows. */
export async function seriousFaults(page: Page, { rules = [], within }: Scope = {}): Promise<string[]> {
  // The page has no frames, for whose sake axe would open a second page.
  const builder = new AxeBuilder({ page }).setLegacyMode().exclude('svg > *');
  if (rules.length > 0) builder.withRules([...rules]);
  if (within !== undefined) builder.include(within);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
