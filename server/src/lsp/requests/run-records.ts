import { readMagnetRecord } from '../../dataset/index.ts';
import { createStages, editedReply, type KnownCatalog, runTests, type TestOutline } from '../../endpoint/index.ts';
import type { WireReply } from '../../openai-wire/index.ts';
import { type CatalogEntry, catalogHash } from '../../signature/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { Session } from '../session.ts';
import { eventOf, pauseAt } from './test-events.ts';
import { type TestRunContext, wantedLines } from './test-run.ts';

/** Plays records by the functions behind `magnet test`. @returns whether it was cancelled */
export async function runRecords(session: Session, context: TestRunContext): Promise<boolean> {
  const { client, params, signal, send } = context;
  const stages = createStages(catalogsOf(session));
  const outlines = new Map<TrajectoryRecord, TestOutline>();
  const indexOf = (record: TrajectoryRecord) => outlines.get(record)?.index ?? -1;
  const turns = new Map((params.tests ?? []).map((test) => [test.index, test.turns]));
  const records = async function* () {
    for await (const { outline, text } of wantedLines(context)) {
      const record = readMagnetRecord(text);
      if (typeof record === 'string') continue;
      outlines.set(record, outline);
      yield record;
    }
  };
  const ended = await runTests({
    records: records(),
    client,
    history: params.history === 'reference' ? 'reference' : 'own',
    concurrency: params.pause === true ? 1 : Math.max(1, Math.min(64, Number(params.concurrency) || 1)),
    signal,
    stageOf: (record) => {
      const stage = stages(record);
      send({ type: 'started', index: indexOf(record), world: stage.kind });
      return stage;
    },
    turnsOf: (record) => {
      const wanted = turns.get(indexOf(record));
      return wanted === undefined ? undefined : new Set(wanted);
    },
    onEvent: async (record, event) => {
      const told = eventOf(event, indexOf(record));
      if (told !== undefined) send(told);
      if (event.type === 'turn' && params.pause === true)
        await context.pause({ ...pauseAt(record, event.turn), index: indexOf(record) });
    },
    ...(params.pause === true
      ? { onReply: (record, turn, reply) => askPerson(record, indexOf(record), turn, reply, context) }
      : {}),
    onResult: ({ verdict, error, milliseconds }, record) => {
      const problems = error === undefined ? [] : [error];
      send({ type: 'ended', index: indexOf(record), verdict, milliseconds, problems });
      outlines.delete(record);
    },
  });
  return ended.cancelled;
}

/** Functions that runs may have been made from: the workspace's, and each file's own. */
function* catalogsOf(session: Session): Generator<KnownCatalog> {
  const { statedCatalog: catalog } = session.graph;
  yield { hash: catalogHash(catalog), functions: catalog.entries };
  const byFile = new Map<string, CatalogEntry[]>();
  for (const entry of catalog.entries) {
    const known = byFile.get(entry.document.uri);
    if (known === undefined) byFile.set(entry.document.uri, [entry]);
    else known.push(entry);
  }
  if (byFile.size < 2) return;
  for (const entries of byFile.values()) yield { hash: catalogHash({ ...catalog, entries }), functions: entries };
}

/** Shows a person the reply, who may change it. */
async function askPerson(
  record: TrajectoryRecord,
  index: number,
  turn: number,
  reply: WireReply,
  context: TestRunContext,
): Promise<WireReply> {
  const calls = reply.calls.map((call) => ({ name: call.name, arguments: call.arguments }));
  const { edit } = await context.pause({ ...pauseAt(record, turn), index, reply: { text: reply.text, calls } });
  return edit === undefined ? reply : editedReply(reply, edit);
}
