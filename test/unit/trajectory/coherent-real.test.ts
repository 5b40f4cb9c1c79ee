import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { coherenceOfCalls, seenCall } from '../../../server/src/trajectory/index.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/data/bfcl');
const there = existsSync(FOLDER) && spawnSync('python3', ['--version']).status === 0;

/** Reads calls written in Python, as JSON: `[name, positional, named]` each. Nothing of them runs. */
const READ_CALLS = `
import ast, json, sys
def read(text):
    call = ast.parse(text, mode='eval').body
    return [ast.unparse(call.func), [ast.literal_eval(item) for item in call.args], {item.arg: ast.literal_eval(item.value) for item in call.keywords}]
print(json.dumps([[[read(item['call']) + [item['result']] for item in turn] for turn in json.loads(line)['executed']] for line in sys.stdin]))
`;

type Executed = readonly [name: string, places: readonly Json[], named: JsonObject, result: Json];

describe.skipIf(!there)('real executions (skipped where ../shared or python3 is absent)', () => {
  it('never contradict themselves, and comparisons are made', () => {
    const documents = readdirSync(path.join(FOLDER, 'multi_turn_func_doc')).map((name) =>
      parseDocument(`file:///${name}`, readFileSync(path.join(FOLDER, 'multi_turn_func_doc', name), 'utf8')),
    );
    const { entries } = buildCatalog(documents);
    const readings = new Map(readDomain(entries).functions.map((reading) => [reading.function, reading]));
    const byName = new Map(entries.map((entry) => [entry.signature.name, entry]));
    const named = new Map(
      [...byName].flatMap(([name, { id }]) => {
        const reading = readings.get(id);
        return reading === undefined ? [] : [[name, reading] as const];
      }),
    );
    const text = readFileSync(path.join(FOLDER, 'executed_ground_truth.base.jsonl'), 'utf8');
    const runs = JSON.parse(
      execFileSync('python3', ['-c', READ_CALLS], { input: text, maxBuffer: 1e8 }).toString(),
    ) as Executed[][][];
    let checks = 0;
    const violations: unknown[] = [];
    for (const [index, turns] of runs.entries()) {
      const calls = turns.flat().map(([name, places, given, result], message) => {
        const order = Object.keys(byName.get(name)?.signature.parameters.properties ?? {});
        const args = { ...Object.fromEntries(places.map((value, at) => [order[at] ?? String(at), value])), ...given };
        return seenCall(name, args, result, message, named);
      });
      const seen = coherenceOfCalls(calls);
      checks += seen.checks;
      violations.push(...seen.violations.map((violation) => ({ index, ...violation })));
    }
    expect(violations).toEqual([]);
    expect(checks).toBeGreaterThan(40);
  });
});
