import { checkCatalog, type Finding, RULE_CODES, type RuleCode } from '../rules/index.ts';
import type { Catalog } from '../signature/index.ts';

/** What reading puts up with, and no later stage can be right about: two functions of one name, types without an end. */
const BLOCKING: ReadonlySet<string> = new Set<RuleCode>(['duplicate-function', 'ref-cycle']);
const BLOCKING_ONLY = {
  rules: Object.fromEntries(RULE_CODES.map((code) => [code, BLOCKING.has(code) ? 'error' : 'off'] as const)),
  targets: [],
};

/** The findings of `magnet check` that every command tells. */
export function blockingFindings(catalog: Catalog): readonly Finding[] {
  return [...checkCatalog({ catalog, settingsFor: () => BLOCKING_ONLY }).values()].flat();
}
