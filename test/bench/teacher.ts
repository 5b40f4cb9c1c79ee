import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGeneration, runSettings } from '../../server/src/dataset/index.ts';
import { openRunFolder } from '../../server/src/files/index.ts';
import { buildGraph } from '../../server/src/graph/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../server/src/signature/index.ts';
import {
  createOfflineTeacher,
  createTeacher,
  FREE,
  renderTask,
  type Teacher,
  type TeacherTask,
} from '../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../server/src/world/index.ts';
import type { BenchRow } from './row.ts';

const AT_ONCE = 64;
const LATENCY_MS = 200;
const RECORDS = 192;

/**
 * How busy a run keeps a teacher behind HTTP that takes 200 ms for an answer, at a concurrency of 64: requests in flight as
 * the server counts them, over the time in which there are records enough left to start.
 */
export async function benchTeacher(root: string): Promise<BenchRow[]> {
  const server = await startServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'magnet-bench-'));
  try {
    const requests = await run(root, server, folder);
    const busy = server.meter.share(AT_ONCE);
    return [
      {
        name: `teacher, ${AT_ONCE} at once, ${LATENCY_MS} ms an answer: busy`,
        value: `${(busy * 100).toFixed(1)} %, ${(requests / RECORDS).toFixed(1)} requests a record`,
        limit: '≥ 95 %',
        ok: busy >= 0.95,
      },
    ];
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(root: string, server: Awaited<ReturnType<typeof startServer>>, folder: string): Promise<number> {
  const text = await readFile(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const catalog = buildCatalog([parseDocument('file:///airline.fsig', text)]);
  const teacher = await createTeacher('openai', {
    model: 'bench',
    baseUrl: `${server.url}/v1`,
    price: FREE,
    limits: { concurrency: AT_ONCE },
  });
  let requests = 0;
  await runGeneration({
    functions: catalog.entries,
    graph: buildGraph(catalog.entries),
    catalogHash: catalogHash(catalog),
    world: createSimulatedWorld(catalog.entries),
    teacher: answeredBy(server.answers, teacher, () => {
      requests += 1;
    }),
    settings: runSettings({ count: RECORDS, seed: 'bench' }),
    folder: openRunFolder(folder),
    codeVersion: 'bench',
    concurrency: AT_ONCE,
    now: () => performance.now(),
    onProgress: ({ done }) => {
      if (done >= RECORDS - AT_ONCE) server.meter.stop();
    },
  });
  await teacher.close();
  return requests;
}

/** Tells the server beforehand what a capable model would say to each prompt. */
function answeredBy(answers: Map<string, string>, teacher: Teacher, count: () => void): Teacher {
  const offline = createOfflineTeacher();
  return {
    ...teacher,
    perform: async (task, signal) => {
      const { value } = await offline.perform(task, signal);
      answers.set(renderTask(task as TeacherTask).prompt, inModelsWords(value));
      count();
      return teacher.perform(task, signal);
    },
  };
}

/** A value as a model writes it: text as it is, lists and turns as JSON. */
function inModelsWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  const { content, calls } = value as { content: string; calls: unknown };
  return JSON.stringify({ text: content, calls });
}

/** Requests in flight, summed over time. */
class Meter {
  #inFlight = 0;
  #sum = 0;
  #started = 0;
  #last = 0;
  #stopped = false;

  change(by: number): void {
    const now = performance.now();
    if (this.#started === 0) this.#started = now;
    else if (!this.#stopped) this.#sum += this.#inFlight * (now - this.#last);
    if (!this.#stopped) this.#last = now;
    this.#inFlight += by;
  }

  stop(): void {
    if (this.#stopped) return;
    this.change(0);
    this.#stopped = true;
  }

  share(of: number): number {
    return this.#sum / (of * (this.#last - this.#started));
  }
}

async function startServer() {
  const answers = new Map<string, string>();
  const meter = new Meter();
  const server = createServer((request, response) => {
    meter.change(1);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { messages: { content: string }[] };
      const content = answers.get(messages.at(-1)?.content ?? '') ?? 'FINISH';
      setTimeout(() => {
        meter.change(-1);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 100, completion_tokens: 20 },
          }),
        );
      }, LATENCY_MS);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    answers,
    meter,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
