import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { ReportIds, withHash } from '../../../server/src/lsp/report-ids.ts';

const item = (change: Partial<Diagnostic> = {}): Diagnostic => ({
  range: { start: { line: 3, character: 2 }, end: { line: 3, character: 9 } },
  severity: 2,
  code: 'type-missing',
  message: 'days has no type',
  data: { names: ['days'], at: { start: 40, end: 47 } },
  ...change,
});

describe('the id of a report on an open document', () => {
  test('stays while every diagnostic says the same, made anew or not', () => {
    const ids = new ReportIds();
    const first = ids.report('file:///a.fsig', [item(), item({ code: 'other' })]);
    expect(ids.report('file:///a.fsig', [item(), item({ code: 'other' })]).resultId).toBe(first.resultId);
  });

  const CHANGES: Readonly<Record<string, Partial<Diagnostic>>> = {
    'its message': { message: 'days has no kind' },
    'its code': { code: 'other' },
    'its severity': { severity: 1 },
    'its first line': { range: { start: { line: 2, character: 2 }, end: { line: 3, character: 9 } } },
    'its first character': { range: { start: { line: 3, character: 1 }, end: { line: 3, character: 9 } } },
    'its last line': { range: { start: { line: 3, character: 2 }, end: { line: 4, character: 9 } } },
    'its last character': { range: { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } } },
    'its tags': { tags: [1] },
    'a value of its data': { data: { names: ['hours'], at: { start: 40, end: 47 } } },
    'a key less of its data': { data: { names: ['days'] } },
    'a key more of its data': { data: { names: ['days'], at: { start: 40, end: 47 }, more: 1 } },
    'its data': { data: undefined },
    'its related places': {
      relatedInformation: [{ location: { uri: 'file:///b.fsig', range: item().range }, message: 'declared here' }],
    },
  };
  test.each(Object.entries(CHANGES))('changes with %s', (_what, change) => {
    const ids = new ReportIds();
    const first = ids.report('file:///a.fsig', [item()]);
    expect(ids.report('file:///a.fsig', [item(change)]).resultId).not.toBe(first.resultId);
  });

  test('changes with a diagnostic more or less', () => {
    const ids = new ReportIds();
    const first = ids.report('file:///a.fsig', [item()]);
    const second = ids.report('file:///a.fsig', [item(), item()]);
    const third = ids.report('file:///a.fsig', [item()]);
    expect(new Set([first, second, third].map(({ resultId }) => resultId)).size).toBe(3);
  });

  test('is no other document’s, and no other server’s', () => {
    const ids = new ReportIds();
    const all = [ids.report('file:///a.fsig', []), ids.report('file:///b.fsig', [])];
    all.push(new ReportIds().report('file:///a.fsig', []));
    expect(new Set(all.map(({ resultId }) => resultId)).size).toBe(3);
  });

  test('is made anew after the document was closed', () => {
    const ids = new ReportIds();
    const first = ids.report('file:///a.fsig', [item()]);
    ids.retain((uri) => uri !== 'file:///a.fsig');
    expect(ids.report('file:///a.fsig', [item()]).resultId).not.toBe(first.resultId);
  });
});

test('a report by hash has the same id wherever the same is found', () => {
  expect(withHash([item()]).resultId).toBe(withHash([item()]).resultId);
  expect(withHash([item()]).resultId).not.toBe(withHash([item({ severity: 1 })]).resultId);
});
