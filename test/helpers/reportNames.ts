import { quoteName } from '../../src-shared/formula/names.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { sleepstudyResult } from './reportSleepstudy.ts';
import { trialResult } from './reportTrial.ts';

/** Names that have broken programs: markup, quotes, TeX, R syntax, Greek, Chinese, right-to-left, emoji. */
export const hostileNames = {
  response: `Réaction <script>alert("x")</script> & 'µs' $\\frac{a}{b}$`,
  predictor: 'Tage_ohne^Schlaf 100% #1 ~ {β} `x` \\n 变量',
  group: 'Проба | "λ" é 👩‍🔬 <b>',
} as const;

export function hostileLevel(level: string): string {
  return `<img src=x onerror=alert(1)> ${level} & "שלום"`;
}

/** The sleep study with every name hostile. */
export function hostileResult(): FitResult {
  return sleepstudyResult(hostileNames, hostileLevel, quoteName);
}

/** The trial with an unstructured matrix for each arm, and hostile names of subjects, visits and arms. */
export function hostileTrial(): FitResult {
  return trialResult(
    true,
    { subject: `sub<script>ject</script> "1"`, visit: `vi'sit \`é\` 变量`, arm: `arm <b>"λ"` },
    hostileLevel,
  );
}
