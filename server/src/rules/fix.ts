import { isSchema, type JsonSchema } from '../json/index.ts';
import { type Catalog, type CatalogEntry, contentOf } from '../signature/index.ts';
import type { Checker } from './checker-types.ts';
import { createEditor } from './edit/editor.ts';
import { TakenEdits } from './edit/taken.ts';
import type { FileEdit } from './edit/types.ts';
import type { Finding } from './finding.ts';
import { RULES, type RuleCode } from './registry.ts';
import type { Fix, FixContext, Rule, TextFixContext } from './rule.ts';

/** What a fix needs of a finding; an editor may hand back just this. */
export type Fixable = Pick<Finding, 'code' | 'data'>;

/** The fixes of one finding, made now. None where the function is gone or its text cannot be edited so. */
export function fixesFor(finding: Fixable, catalog: Catalog): readonly Fix[] {
  const rule: Rule = RULES[finding.code];
  if (rule?.textFixes !== undefined && finding.data.place !== undefined)
    return rule.textFixes(textContextOf(finding, finding.data.place, catalog));
  const entry = finding.data.id === undefined ? undefined : catalog.get(finding.data.id);
  if (rule?.fixes === undefined || entry === undefined) return [];
  return rule.fixes(contextOf(finding, entry, catalog)).filter((fix) => fix.edits.length > 0);
}

function textContextOf(
  { data }: Fixable,
  { uri, start, end }: NonNullable<Fixable['data']['place']>,
  catalog: Catalog,
): TextFixContext {
  const document = catalog.documents.get(uri);
  return {
    kind: document?.kind ?? 'json',
    text: document === undefined ? '' : contentOf(document).slice(start, end),
    data: data.values,
    replace: (text) => [{ uri, changes: [{ span: { start, end }, text }] }],
  };
}

function contextOf(finding: Fixable, entry: CatalogEntry, catalog: Catalog): FixContext {
  const valueAt: FixContext['valueAt'] = (part) => {
    let value: unknown = entry.signature;
    for (const step of part) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  };
  return {
    entry,
    catalog,
    part: finding.data.part,
    data: finding.data.values,
    fix: finding.data.fix,
    edit: createEditor(entry),
    valueAt,
    schemaAt: (part) => {
      const value = valueAt(part);
      return isSchema(value) ? (value as JsonSchema) : undefined;
    },
  };
}

export interface FixAll {
  readonly edits: readonly FileEdit[];
  /** Findings that these edits answer. */
  readonly fixed: number;
  /** Findings left for another round, because their edits touch the same text. */
  readonly left: number;
}

export interface FixAllOptions {
  /** Only findings of this kind; then the preferred fix of each is taken, safe or not. */
  readonly code?: RuleCode;
}

/**
 * One set of edits for many findings: for "fix all of this kind" (with a code) and for fix-all on save (without; safe
 * fixes alone). Edits that touch each other are left for the next round.
 */
export function fixAllFor(findings: readonly Finding[], catalog: Catalog, options: FixAllOptions = {}): FixAll {
  const taken = new TakenEdits();
  let fixed = 0;
  let left = 0;
  for (const finding of findings) {
    if (options.code !== undefined && finding.code !== options.code) continue;
    const fixes = fixesFor(finding, catalog);
    const fix = options.code === undefined ? fixes.find((each) => each.safe) : fixes.find((each) => each.preferred);
    if (fix === undefined) continue;
    if (taken.take(fix.edits)) fixed++;
    else left++;
  }
  return { edits: taken.edits, fixed, left };
}

/** `source.fixAll.magnet` of one document: the safe fixes of all its findings. */
export function fixAllOf(checker: Checker, uri: string, catalog: Catalog): FixAll {
  return fixAllFor(checker.findings(uri).findings, catalog);
}
