import { checkCatalog, type Finding, RULE_CODES, type RuleCode } from '../rules/index.ts';
import type { Catalog } from '../signature/index.ts';

/** What reading puts up with, and no later stage can be right about: two functions of one name, types without an end. */
const UNSOUND: ReadonlySet<string> = new Set<RuleCode>(['duplicate-function', 'ref-cycle']);
const UNSOUND_ONLY = {
  rules: Object.fromEntries(RULE_CODES.map((code) => [code, UNSOUND.has(code) ? 'error' : 'off'] as const)),
  targets: [],
};

/** The findings of `magnet check` that every command tells. */
export function unsound(catalog: Catalog): readonly Finding[] {
  return [...checkCatalog({ catalog, settingsFor: () => UNSOUND_ONLY }).values()].flat();
}
