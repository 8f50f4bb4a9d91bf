import type { IntervalParameter } from '../../model/analyses/intervals.ts';
import type { ReportContext } from '../reportContext.ts';

/** `SD of Subject: level`, `Residual SD`, `Days`. */
export function parameterName(parameter: IntervalParameter, { names, groups }: ReportContext): string {
  switch (parameter.kind) {
    case 'sd':
      return `SD of ${groups.component(parameter.group, parameter.term)}`;
    case 'correlation': {
      const { group, term, term2 } = parameter;
      return `Correlation of ${groups.title(group)}: ${groups.effect(group, term)} with ${groups.effect(group, term2)}`;
    }
    case 'sigma':
      return 'Residual SD';
    case 'coefficient':
      return names.coefficient(parameter.name);
  }
}
