import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PlannedCall, writeQuery } from '../../../server/src/teacher/index.ts';
import { summarize } from '../../../server/src/teacher/wording/index.ts';

/** What twenty users and twenty agents say of one call of these tools. */
export function twenty(tools: readonly object[]) {
  const catalog = buildCatalog([parseDocument('file:///tools.json', JSON.stringify({ tools }))]);
  const readings = new Map(readDomain(catalog.entries).functions.map((one) => [one.function, one]));

  function toolOf(name: string): PlannedCall['tool'] {
    const signature = catalog.get(name)?.signature;
    const reading = readings.get(name);
    if (signature === undefined || reading === undefined) throw new Error(`no function ${name}`);
    return { name, signature, reading };
  }

  /** Who wants the call. */
  function asked(name: string, values: Record<string, Json>): string[] {
    const args = Object.entries(values).map(([parameter, value]) => ({
      parameter,
      value,
      origin: { from: 'user' as const },
    }));
    const call: PlannedCall = { tool: toolOf(name), arguments: args, role: 'asked' };
    return Array.from({ length: 20 }, (_, seed) =>
      writeQuery({
        kind: 'write_query',
        seed: `${seed}`,
        turn: 0,
        intent: { kind: 'calls' },
        calls: [call],
        past: [],
        conversation: [],
      } as never),
    );
  }

  /** Who has made it. */
  function told(name: string, given: JsonObject, output: Json): string[] {
    const call = { tool: toolOf(name), turn: 0, arguments: given, ok: true, output };
    return Array.from({ length: 20 }, (_, seed) => summarize([call], `${seed}/s`));
  }

  return { toolOf, asked, told };
}
