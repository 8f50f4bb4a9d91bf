import { describe, expect, it } from 'vitest';
import {
  asFileName,
  ending,
  fileName,
  folderOf,
  joinPath,
  kindOfFile,
  withEnding,
} from '../../../../src-renderer/state/fileNames.ts';

describe('file names', () => {
  it('reads name and ending of paths of both kinds', () => {
    expect(fileName('/home/ana/My data.CSV')).toBe('My data.CSV');
    expect(fileName('C:\\Data\\sleep.csv')).toBe('sleep.csv');
    expect(ending('C:\\Data.d\\sleep')).toBe('');
    expect(ending('/home/.hidden')).toBe('');
    expect(ending('a.tar.GZ')).toBe('gz');
  });

  it('knows what it can open', () => {
    expect(kindOfFile('/a/b.nestwise')).toBe('project');
    expect(kindOfFile('B.TSV')).toBe('data');
    expect(kindOfFile('survey.xlsx')).toBeNull();
    expect(kindOfFile('csv')).toBeNull();
  });

  it('joins with the slash of the folder', () => {
    expect(joinPath('/home/ana', 'a.pdf')).toBe('/home/ana/a.pdf');
    expect(joinPath('/', 'a.pdf')).toBe('/a.pdf');
    expect(joinPath('C:\\Data', 'a.pdf')).toBe('C:\\Data\\a.pdf');
    expect(joinPath('C:\\', 'a.pdf')).toBe('C:\\a.pdf');
  });

  it('makes a file name of any text', () => {
    expect(asFileName('A/B: <script>"x"</script>', 'Report')).toBe('A-B- -script-x-script-');
    expect(asFileName('Größe der β-Zellen 模型', 'Report')).toBe('Größe der β-Zellen 模型');
    expect(asFileName('...', 'Report')).toBe('Report');
    expect(asFileName('///', 'Report')).toBe('Report');
    expect(asFileName('..\u0000\n', 'Report')).toBe('Report');
    // 180 bytes, whatever the script, so that the ending fits as well.
    expect(asFileName('😀'.repeat(10_000), 'Report')).toBe('😀'.repeat(45));
    expect(asFileName('a'.repeat(10_000), 'Report')).toHaveLength(180);
    expect(asFileName('Aux', 'Report')).toBe('Aux-');
  });

  it('knows the folder', () => {
    expect(folderOf('/home/ana/a.pdf')).toBe('/home/ana');
    expect(folderOf('/a.pdf')).toBe('/');
    expect(folderOf('C:\\Data\\a.pdf')).toBe('C:\\Data');
    expect(folderOf('C:\\a.pdf')).toBe('C:\\');
  });

  it('adds an ending once', () => {
    expect(withEnding('Sleep', 'pdf')).toBe('Sleep.pdf');
    expect(withEnding('Sleep.PDF', 'pdf')).toBe('Sleep.PDF');
    expect(withEnding('Sleep v1.2', 'pdf')).toBe('Sleep v1.2.pdf');
  });
});
