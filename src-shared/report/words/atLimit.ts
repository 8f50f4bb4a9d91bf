import type { SingularComponent } from '../../model/fitResult.ts';
import type { GroupNames } from './groups.ts';

/**
 * What is at its limit, one finding for each grouping: variances of zero of the same grouping become one, and what is said
 * twice is said once.
 */
export function findingsAtLimit(
  components: readonly SingularComponent[],
  groups: Pick<GroupNames, 'base'>,
): SingularComponent[] {
  const found: SingularComponent[] = [];
  for (const component of components) {
    const { kind, terms } = component;
    const group = groups.base(component.group);
    const at = found.findIndex(
      (other) => kind === 'zero-variance' && other.kind === kind && other.group === group,
    );
    if (at < 0) found.push({ ...component, group });
    else found[at] = { ...found[at], terms: [...new Set([...found[at].terms, ...terms])] };
  }
  return found;
}
