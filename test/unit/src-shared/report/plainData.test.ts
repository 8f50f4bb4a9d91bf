import { parse, stringify } from 'devalue';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { renderHtml } from '../../../../src-shared/report/renderHtml.ts';
import type { OutputDocument } from '../../../../src-shared/model/outputDocument.ts';
import { hostileResult } from '../../../helpers/reportNames.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { largeResult } from '../../../helpers/reportVariants.ts';

describe.each([
  ['sleepstudy', sleepstudyResult],
  ['hostile names', hostileResult],
  ['73,421 rows', largeResult],
])('document of %s', (_, result) => {
  it('is drawn the same after it was sent as text or cloned', () => {
    const document = buildReport(result(), { dataName: 'd.csv' });
    const html = renderHtml(document);
    expect(renderHtml(structuredClone(document))).toBe(html);
    const text = stringify(document);
    expect(renderHtml(parse(text) as OutputDocument)).toBe(html);
    // The observations that all plots share are sent once.
    expect(text.length).toBeLessThan(400_000);
  });
});
