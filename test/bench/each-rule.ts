import process from 'node:process';
import { buildGraph } from '../../server/src/graph/index.ts';
import { CatalogIndex } from '../../server/src/rules/catalog-index.ts';
import { RULE_CODES, RULES, type Rule } from '../../server/src/rules/index.ts';
import { functionRules, runFunctionRules, subjectOf } from '../../server/src/rules/run.ts';
import { TextChecks } from '../../server/src/rules/text-check.ts';
import { buildCatalog, type Catalog, parseDocument } from '../../server/src/signature/index.ts';
import { clockOf } from './clock.ts';
import { asJson, makeCorpus } from './corpus.ts';
import type { BenchRow } from './row.ts';

const FUNCTIONS = 16_000;
const URI = 'file:///all.tools.json';
/** Rules shown, the costliest first. */
const SHOWN = 15;

/** What each rule costs alone, reading of its schemas left out. */
export function benchEachRule(root: string): BenchRow[] {
  const { tools } = makeCorpus(FUNCTIONS, root);
  const catalog = buildCatalog([parseDocument(URI, asJson(tools))]);
  const graph = buildGraph(catalog.entries);
  const subjects = catalog.entries.map(subjectOf);
  const clock = clockOf(process.pid);
  const cost = (rule: Rule): number => {
    const bound = functionRules([rule], rule.target);
    const start = clock();
    for (const subject of subjects) runFunctionRules(subject, bound, fail);
    rule.checkDocument?.(catalog.entries, ignore);
    rule.checkCatalog?.(catalog, ignore);
    rule.checkGraph?.({ graph, catalog }, ignore);
    amongAll(rule, catalog);
    return clock() - start;
  };
  const costs = RULE_CODES.map((code) => ({ code, time: Math.min(cost(RULES[code]), cost(RULES[code])) }));
  costs.sort((a, b) => b.time - a.time);
  const all = costs.reduce((sum, { time }) => sum + time, 0);
  const [shown, rest] = [costs.slice(0, SHOWN), costs.slice(SHOWN)];
  return [
    {
      name: `${RULE_CODES.length} rules, each alone on ${FUNCTIONS} functions`,
      value: `${all.toFixed(0)} ms together`,
    },
    ...shown.map(({ code, time }) => ({ name: code, value: `${time.toFixed(0)} ms, ${percent(time / all)}` })),
    {
      name: `the other ${rest.length}`,
      value: `at most ${(rest[0]?.time ?? 0).toFixed(0)} ms each`,
    },
  ];
}

/** The parts of a rule that need more than one function, or the text. */
function amongAll(rule: Rule, catalog: Catalog): void {
  if (rule.catalog !== undefined) {
    const index = new CatalogIndex([rule], fail);
    index.update(catalog);
    index.file(() => true);
    for (const member of index.members) index.findings(member);
  }
  if (rule.checkText !== undefined)
    for (const document of catalog.documents.values()) new TextChecks([rule], fail).check(document, () => true);
}

function fail({ code, error }: { code: string; error: string }): never {
  throw new Error(`${code}: ${error}`);
}

function ignore(): void {}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
