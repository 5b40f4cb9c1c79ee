import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRandom, type Random } from '../../server/src/random/index.ts';
import { buildCatalog, type CatalogEntry, parseDocument, writeSignatures } from '../../server/src/signature/index.ts';

/** Files of real tool schemas, used where the folder is there, so that the bench does not only see made-up ones. */
const REAL = [
  'tau2-bench/retail-tools.json',
  'tau-bench/retail-tools.json',
  'mcp/playwright-mcp/tools-list.json',
  'mcp/server-filesystem/tools-list.json',
  'mcp/server-everything/tools-list.json',
  'bfcl/multi_turn_func_doc/gorilla_file_system.json',
  'bfcl/multi_turn_func_doc/vehicle_control.json',
  'seal-tools/tool.first500.jsonl',
  'stabletoolbench/apis.visible.jsonl',
];

const NOUNS =
  'account address airport album alert article asset auction balance band batch bill board booking branch budget building bundle calendar camera campaign card cart channel charge chart city claim class client comment company contact contract country coupon course customer dataset deal delivery deposit device document domain driver event exam expense export file flight folder forecast game garden goal grade group guest hotel image incident invoice issue item job key lead lease lesson letter library license listing loan location machine map market match meal meeting member menu message meter model movie network note offer office order package page parcel part payment permit person photo plan player playlist policy post price product profile project quote rate recipe record refund region release report request reservation resource review role room route rule sale schedule score season seat sensor server service session shipment shop signal site skill song station stock store stream student subscription survey table tag task team template tenant test thread ticket token tool topic track trade train transfer trip user vehicle vendor venue version video visit voucher wallet warehouse weather wish zone'.split(
    ' ',
  );
const VERBS =
  'add approve archive assign book cancel check close compare count create delete export find get import invite link list lock mark merge move open pay publish rate read refund remove rename reserve reset restore schedule search send set share sort start stop submit sync tag track transfer unlock update upload validate verify'.split(
    ' ',
  );
const QUALITIES =
  'active archived blocked cheap closed daily draft final free hidden hourly internal late local monthly new old open overdue partial pending primary private public recent remote sold urgent weekly'.split(
    ' ',
  );

/** One function as OpenAI's chat format writes it. */
export interface ToolObject {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly description: string; readonly parameters: object };
}

export interface Corpus {
  readonly tools: readonly ToolObject[];
  /** How many of them come from real files; the others from the generator. */
  readonly real: number;
}

/** `count` functions with names of their own: real ones where they can be read, seeded made-up ones for the rest. */
export function makeCorpus(count: number, root: string, seed = 'bench'): Corpus {
  const random = createRandom(seed);
  const names = new Set<string>();
  const tools: ToolObject[] = [];
  for (const tool of realTools(root)) {
    if (tools.length >= count || names.has(tool.function.name)) continue;
    names.add(tool.function.name);
    tools.push(tool);
  }
  const real = tools.length;
  while (tools.length < count) {
    const tool = makeTool(random);
    if (names.has(tool.function.name)) continue;
    names.add(tool.function.name);
    tools.push(tool);
  }
  return { tools: random.shuffle(tools), real };
}

function realTools(root: string): ToolObject[] {
  const folder = path.join(root, '../shared/data');
  const files = REAL.map((file) => path.join(folder, file)).filter((file) => existsSync(file));
  const documents = files.map((file) => parseDocument(pathToFileURL(file).href, readFileSync(file, 'utf8')));
  const { entries } = buildCatalog(documents);
  return entries.length === 0 ? [] : (JSON.parse(writeSignatures(entries, 'openai-chat').text) as ToolObject[]);
}

function makeTool(random: Random): ToolObject {
  const verb = random.pick(VERBS) as string;
  const noun = random.pick(NOUNS) as string;
  const owner = random.pick(NOUNS) as string;
  const quality = random.pick(QUALITIES) as string;
  const properties: Record<string, object> = {
    [`${noun}_id`]: { type: 'string', description: `Key of the ${noun}, as list_${noun} gives it.` },
  };
  const wanted = 1 + random.below(4);
  while (Object.keys(properties).length < wanted) Object.assign(properties, makeParameter(random));
  return {
    type: 'function',
    function: {
      name: `${verb}_${quality}_${noun}_of_${owner}`,
      description: `${verb[0]?.toUpperCase()}${verb.slice(1)}s the ${quality} ${noun} of one ${owner}, and tells what changed since the last ${random.pick(NOUNS)}.`,
      parameters: { type: 'object', properties, required: Object.keys(properties).slice(0, 1 + random.below(2)) },
    },
  };
}

function makeParameter(random: Random): Record<string, object> {
  const noun = random.pick(NOUNS) as string;
  const other = random.pick(NOUNS) as string;
  switch (random.below(5)) {
    case 0:
      return {
        [`${noun}_count`]: { type: 'integer', description: `How many ${noun}s of the ${other} to take.`, minimum: 1 },
      };
    case 1:
      return {
        [`${noun}_kind`]: { type: 'string', enum: [random.pick(QUALITIES), 'any'], description: `Kind of ${noun}.` },
      };
    case 2:
      return {
        [`${noun}s`]: { type: 'array', items: { type: 'string' }, description: `Names of the ${noun}s to look at.` },
      };
    case 3:
      return {
        [`with_${noun}`]: { type: 'boolean', description: `Whether the ${noun} comes with it.`, default: false },
      };
    default:
      return { [`${noun}_name`]: { type: 'string', description: `Name of the ${noun} in the ${other}.` } };
  }
}

export function asJson(tools: readonly ToolObject[]): string {
  return JSON.stringify(tools, undefined, 2);
}

/** The same functions in the project's own language. */
export function asFsig(tools: readonly ToolObject[]): string {
  const entries: readonly CatalogEntry[] = buildCatalog([
    parseDocument('file:///bench.tools.json', asJson(tools)),
  ]).entries;
  return writeSignatures(entries, 'fsig').text;
}
