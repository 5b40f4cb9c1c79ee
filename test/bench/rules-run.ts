/** Times all rules on one file in a fresh process: the first look at every function, then again with all that is known forgotten. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildGraph } from '../../server/src/graph/index.ts';
import { createChecker } from '../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../server/src/signature/index.ts';
import { clockOf } from './clock.ts';

/** Milliseconds. */
export interface RuleTimes {
  /** Every rule on every function, once; the text is read and the graph derived before. */
  readonly first: number;
  /** The same, when the engine has seen the code run. */
  readonly again: number;
  /** Places and words of every finding. */
  readonly placed: number;
  readonly findings: number;
}

const clock = clockOf(process.pid);
const file = process.argv[2] ?? '';
const uri = pathToFileURL(file).href;
const text = readFileSync(file, 'utf8');

function lookAtAll(): { look: number; placed: number; findings: number } {
  const catalog = buildCatalog([parseDocument(uri, text)]);
  const graph = buildGraph(catalog.entries);
  const checker = createChecker();
  const start = clock();
  checker.update({ catalog, graph });
  checker.check(uri, () => true);
  const looked = clock();
  const { total } = checker.findings(uri);
  return { look: looked - start, placed: clock() - looked, findings: total };
}

const { look: first, placed, findings } = lookAtAll();
const again = lookAtAll().look;
process.stdout.write(JSON.stringify({ first, again, placed, findings } satisfies RuleTimes));
