import type { IntervalParameter } from '../../model/analyses/intervals.ts';
import type { ReportContext } from '../reportContext.ts';

/** `SD of Subject: level`, `Residual SD`, `Residual variance V02`, `Days`. */
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
    case 'residual': {
      const name = `Residual ${parameter.of}`;
      return parameter.level === null ? name : `${name} (${parameter.level})`;
    }
    case 'coefficient':
      return names.coefficient(parameter.name);
  }
}
