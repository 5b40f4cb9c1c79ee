import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/index.ts';
import { buildCatalog, type Catalog, parseDocument } from '../../signature/index.ts';
import { createChecker } from '../checker.ts';
import type { Checker } from '../checker-types.ts';
import { applyChanges } from '../edit/editor.ts';
import type { Finding } from '../finding.ts';
import { fixesFor } from '../fix.ts';
import type { Target } from '../levels.ts';
import type { Observation, Rule } from '../rule.ts';
import { levelOf } from '../settings.ts';
import { type MarkedFile, readMarked } from './marked.ts';

export interface BadExample {
  /** Text with every expected place in `[|…|]`. */
  readonly input: string;
  /** The first finding's message, or a part of it. */
  readonly message?: string;
  /** Title of the fix to apply to the first finding; default: the preferred one. */
  readonly fix?: string;
  /** The text after that fix; `null` where no fix may be offered. */
  readonly fixed?: string | null;
  readonly targets?: readonly Target[];
  readonly observations?: readonly Observation[];
}

export interface RuleExamples {
  readonly bad?: readonly BadExample[];
  /** Texts in which the rule finds nothing. */
  readonly good?: readonly (string | Omit<BadExample, 'message' | 'fix' | 'fixed'>)[];
}

/**
 * Tests a rule by examples: the ones of its page, and those given. A bad example must be reported exactly at its marks;
 * its fix, applied, must give the text named, be reported no more, and bring no error.
 */
export function testRule(rule: Rule, examples: RuleExamples = {}): void {
  describe(rule.code, () => {
    if (rule.docs.bad !== '')
      it('reports the bad example of its page', () => expectBad(rule, { input: rule.docs.bad }));
    if (rule.docs.good !== '') it('is silent on the good example of its page', () => expectGood(rule, rule.docs.good));
    for (const example of examples.bad ?? []) {
      it(`reports ${oneLine(example.input)}`, () => expectBad(rule, example));
    }
    for (const example of examples.good ?? []) {
      it(`is silent on ${oneLine(typeof example === 'string' ? example : example.input)}`, () =>
        expectGood(rule, example));
    }
  });
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}

interface Checked {
  readonly files: readonly MarkedFile[];
  readonly catalog: Catalog;
  readonly checker: Checker;
}

function check(rule: Rule, example: Pick<BadExample, 'input' | 'targets' | 'observations'>): Checked {
  const files = readMarked(example.input);
  const catalog = buildCatalog(files.map((file) => parseDocument(file.uri, file.text)));
  const checker = createChecker();
  const targets = example.targets ?? (rule.target === undefined ? [] : [rule.target]);
  // A rule that is off by default is tested all the same.
  const off = levelOf(rule, targets, { rules: {}, targets }) === 'off';
  checker.update({
    catalog,
    graph: rule.checkGraph === undefined ? undefined : buildGraph(catalog.entries),
    settingsFor: () => ({ rules: off ? { [rule.code]: 'hint' } : {}, targets }),
    observations: example.observations,
  });
  return { files, catalog, checker };
}

function ofRule(rule: Rule, { files, checker }: Checked): Finding[] {
  return files.flatMap((file) => checker.findings(file.uri).findings.filter((finding) => finding.code === rule.code));
}

function expectBad(rule: Rule, example: BadExample): void {
  const checked = check(rule, example);
  const found = ofRule(rule, checked);
  expect(checked.checker.takeFailures()).toEqual([]);
  for (const file of checked.files) {
    const excerpts = found.filter((finding) => finding.uri === file.uri).map(({ span }) => excerpt(file, span));
    expect(excerpts).toEqual(file.marks.map((mark) => excerpt(file, mark)));
  }
  const [first] = found;
  expect(first, 'no finding').toBeDefined();
  if (first === undefined) return;
  if (example.message !== undefined) expect(first.message).toContain(example.message);
  if (example.fixed === null) expect(fixesFor(first, checked.catalog).map(({ title }) => title)).toEqual([]);
  else if (example.fixed !== undefined) expectFixed(rule, example, checked, first);
}

/** A place as something a failing test can show: its offset and its words. */
function excerpt(file: MarkedFile, span: { readonly start: number; readonly end: number }): string {
  return `${span.start}: ${file.text.slice(span.start, span.end)}`;
}

function expectFixed(rule: Rule, example: BadExample, checked: Checked, finding: Finding): void {
  const fixes = fixesFor(finding, checked.catalog);
  const fix = fixes.find((each) => (example.fix === undefined ? each.preferred : each.title === example.fix));
  expect(fix, `no such fix among: ${fixes.map((each) => each.title).join(', ') || 'none'}`).toBeDefined();
  const texts = checked.files.map((file) => {
    const edit = fix?.edits.find(({ uri }) => uri === file.uri);
    return edit === undefined ? file.text : applyChanges(file.text, edit.changes);
  });
  const fixed = checked.files.length === 1 ? (texts[0] ?? '') : '';
  expect(fixed).toBe(example.fixed);
  const after = check(rule, { ...example, input: fixed });
  const again = after.files.flatMap((file) => after.checker.findings(file.uri).findings);
  expect(again.filter(({ code }) => code === rule.code).length).toBeLessThan(ofRule(rule, checked).length);
  expect(again.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(errors(checked));
}

function errors({ files, checker }: Checked): number {
  return files.flatMap((file) => checker.findings(file.uri).findings).filter(({ severity }) => severity === 'error')
    .length;
}

function expectGood(rule: Rule, example: string | Pick<BadExample, 'input' | 'targets' | 'observations'>): void {
  const checked = check(rule, typeof example === 'string' ? { input: example } : example);
  expect(ofRule(rule, checked).map(({ span, message }) => `${span.start}: ${message}`)).toEqual([]);
  expect(checked.checker.takeFailures()).toEqual([]);
}
