import { buildModelFrame } from '../../src-main/engine/frame/buildModelFrame.ts';
import type { ModelFrame } from '../../src-main/engine/frame/modelFrame.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { buildDataset } from './buildDataset.ts';

/** The model frame of a formula on plain arrays. */
export function buildFrame(
  formula: string,
  values: Parameters<typeof buildDataset>[0],
  options: Partial<ModelSpec> = {},
): ModelFrame {
  const method = formula.includes('|') ? 'REML' : 'OLS';
  return buildModelFrame(buildDataset(values), modelSpecSchema.parse({ formula, method, ...options }));
}
