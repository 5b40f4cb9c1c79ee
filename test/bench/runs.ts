import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXPORT_IDS, EXPORT_TARGETS, type ExportId, exportRun } from '../../server/src/dataset/index.ts';
import { HAS_REDIS, type RedisServer, startRedis } from '../support/redis-server.ts';
import { processorMs, residentMb } from './process-stats.ts';
import type { BenchRow } from './row.ts';

const RECORDS = 1000;
/** The size that is aimed at: `npm run bench:long`. */
const LONG_RECORDS = Number(process.env.MAGNET_BENCH_RUN ?? 100_000);
/** Records that workers make, once by one of them and once by two: enough that reading the program is a small part. */
const SHARED = Number(process.env.MAGNET_BENCH_SHARED ?? 2000);
/** Records that are made before, by a worker that is not measured. */
const WARM = 100;
/** Records that are exported in each form. */
const EXPORTED = 1500;
const MAX_MB = 250;

export interface RunsBenchOptions {
  readonly root: string;
  /** The bundled command line. */
  readonly cli: string;
}

/**
 * Offline runs of the bundled example by the program as it ships: memory and speed from the first record to the last, one
 * worker beside two, and exports of what was made. Times are those of the processor, whatever else runs on the machine.
 */
export async function benchRuns(options: RunsBenchOptions): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    const made = await generateAlone(options, folder, RECORDS);
    return [...made, ...(await workersRows(options, folder)), ...(await exportRows(options, folder))];
  });
}

/** One offline run of the size that is aimed at, told as it goes on. */
export async function benchLongRun(options: RunsBenchOptions): Promise<BenchRow[]> {
  return inFolder((folder) => generateAlone(options, folder, LONG_RECORDS, sayProgress()));
}

/** One worker beside two. */
export async function benchWorkers(options: RunsBenchOptions): Promise<BenchRow[]> {
  return inFolder((folder) => workersRows(options, folder));
}

/** Exports of long records and of short ones. */
export async function benchExport(options: RunsBenchOptions): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    await generate(options, folder, 'run', 500).done();
    return exportRows(options, folder);
  });
}

async function inFolder(bench: (folder: string) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'magnet-bench-'));
  try {
    return await bench(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SAY_EVERY = 2000;

/** Says how far a run has come, and at what memory. */
function sayProgress(): (moment: Moment) => void {
  let next = SAY_EVERY;
  return ({ records, processor, megabytes }) => {
    if (records < next) return;
    next = records + SAY_EVERY;
    const rate = Math.round((1000 * records) / processor);
    process.stderr.write(`${records} records, ${megabytes.toFixed(0)} MB, ${rate} records a processor second so far\n`);
  };
}

/** What was seen of a process at one moment. */
interface Moment {
  readonly records: number;
  readonly processor: number;
  readonly megabytes: number;
}

async function generateAlone(
  options: RunsBenchOptions,
  folder: string,
  records: number,
  say: (moment: Moment) => void = () => undefined,
): Promise<BenchRow[]> {
  const moments: Moment[] = [];
  const count = lineCounter(path.join(folder, 'run/records.jsonl'));
  const child = generate(options, folder, 'run', records);
  const pid = child.process.pid ?? 0;
  const look = () => {
    const [processor, megabytes] = [processorMs(pid), residentMb(pid)];
    if (processor === 0) return;
    const moment = { records: count(), processor, megabytes };
    moments.push(moment);
    say(moment);
  };
  const timer = setInterval(look, 50);
  await child.done();
  clearInterval(timer);
  const last = moments.at(-1);
  if (last === undefined) return [{ name: 'offline run: not measured, for this system does not say', value: '' }];
  const cost = (from: number, to: number) => at(moments, to).processor - at(moments, from).processor;
  const tenth = last.records / 10;
  const [first, end] = [cost(1, tenth), cost(last.records - tenth, last.records)];
  const most = Math.max(...moments.map(({ megabytes }) => megabytes));
  const early = Math.max(...moments.filter(({ records }) => records <= tenth).map(({ megabytes }) => megabytes));
  const rate = Math.round((1000 * last.records) / last.processor);
  return [
    { name: `offline run of ${records.toLocaleString('en')} records`, value: `${rate} records a processor second` },
    {
      name: 'most memory of it, resident',
      value: `${most.toFixed(0)} MB; ${early.toFixed(0)} MB in its first tenth`,
      limit: `< ${MAX_MB} MB`,
      ok: most < MAX_MB,
    },
    {
      name: 'its last tenth beside its first',
      value: `${(end / first).toFixed(2)} × the time`,
      limit: '≤ 1.1 ×',
      ok: end / first <= 1.1,
    },
  ];
}

/** The first moment at which so many records were written. */
function at(moments: readonly Moment[], records: number): Moment {
  return (moments.find((moment) => moment.records >= records) ?? moments.at(-1)) as Moment;
}

/** Counts lines of a file that grows, each once. */
function lineCounter(file: string): () => number {
  const buffer = Buffer.alloc(1 << 20);
  let [place, lines] = [0, 0];
  return () => {
    if (!existsSync(file)) return lines;
    const handle = openSync(file, 'r');
    for (let size = readSync(handle, buffer, 0, buffer.length, place); size > 0; ) {
      for (let byte = 0; byte < size; byte += 1) if (buffer[byte] === 10) lines += 1;
      place += size;
      size = readSync(handle, buffer, 0, buffer.length, place);
    }
    closeSync(handle);
    return lines;
  };
}

interface Running {
  readonly process: ChildProcess;
  /** @throws where it ends with another code than 0 */
  done(): Promise<void>;
}

function start({ cli }: RunsBenchOptions, folder: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said = `${said}${piece}`.slice(-2000);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    process: child,
    done: async () => {
      if ((await ended) !== 0) throw new Error(`magnet ${args[0]} failed: ${said}`);
    },
  };
}

function generate(options: RunsBenchOptions, folder: string, out: string, count: number, more: readonly string[] = []) {
  const signatures = path.join(options.root, 'examples/airline');
  return start(options, folder, ['generate', signatures, '--out', out, '--count', String(count), ...more]);
}

async function workersRows(options: RunsBenchOptions, folder: string): Promise<BenchRow[]> {
  if (!HAS_REDIS) return [{ name: 'workers: NOT RUN, redis-server is not installed', value: '' }];
  const redis = await startRedis();
  try {
    // The first one also reads what the system has not read yet.
    await gathered(options, folder, redis, 1, 'warm', WARM);
    const one = await gathered(options, folder, redis, 1, 'one');
    const two = await gathered(options, folder, redis, 2, 'two');
    const more = (2 * one.worker) / two.worker;
    return [
      {
        name: `two workers beside one, ${SHARED.toLocaleString('en')} records`,
        value: `${more.toFixed(2)} × by processor time`,
        limit: '≥ 1.8 ×',
        ok: more >= 1.8,
      },
      {
        name: 'the same by the clock, on this machine as it was',
        value: `${(one.seconds / two.seconds).toFixed(2)} ×`,
      },
      {
        name: 'processor time of the gatherer',
        value: `${((100 * two.gatherer) / two.worker).toFixed(0)} % of its workers'`,
      },
    ];
  } finally {
    await redis.close();
  }
}

/** Seconds, and milliseconds of processor time of the workers and of what gathers, from their start to the last record. */
async function gathered(
  options: RunsBenchOptions,
  folder: string,
  redis: RedisServer,
  workers: number,
  out: string,
  records = SHARED,
): Promise<{ seconds: number; worker: number; gatherer: number }> {
  const through = ['--redis', redis.url];
  const running = Array.from({ length: workers }, () => start(options, folder, ['worker', ...through]));
  // Started and waiting: what is measured is the making of records.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const spent = () => running.reduce((sum, { process: { pid = 0 } }) => sum + processorMs(pid), 0);
  const [began, before] = [performance.now(), spent()];
  const run = generate(options, folder, out, records, through);
  let gatherer = 0;
  const timer = setInterval(() => {
    gatherer = processorMs(run.process.pid ?? 0) || gatherer;
  }, 50);
  try {
    await run.done();
    return { seconds: (performance.now() - began) / 1000, worker: spent() - before, gatherer };
  } finally {
    clearInterval(timer);
    for (const { process: worker } of running) worker.kill('SIGKILL');
  }
}

/** Exports of what was made, and of records of one turn: what a mixture of both takes lies between. */
async function exportRows(options: RunsBenchOptions, folder: string): Promise<BenchRow[]> {
  await generate(options, folder, 'short', 300, ['--mixture', 'single=1', '--errors', '0']).done();
  return [...(await exportRowsOf(folder, 'run')), ...(await exportRowsOf(folder, 'short'))];
}

async function exportRowsOf(folder: string, run: string): Promise<BenchRow[]> {
  const records = await readFile(path.join(folder, run, 'records.jsonl'), 'utf8');
  const lines = records.trimEnd().split('\n').slice(0, 500);
  const source = path.join(folder, `${run}.jsonl`);
  await writeFile(source, `${lines.join('\n')}\n`.repeat(Math.ceil(EXPORTED / lines.length)));
  const bytes = Buffer.byteLength(lines.join('\n')) / lines.length;
  const isPlain = (as: ExportId) => as !== 'bfcl' && EXPORT_TARGETS[as].needsTemplate !== true;
  const rates: (readonly [ExportId, number])[] = [];
  // The first export also pays for the compiler: what is measured is the pace of a long one.
  await exportRate(source, 'trl-sft', path.join(folder, 'warm'));
  for (const as of EXPORT_IDS.filter(isPlain)) rates.push([as, await exportRate(source, as, path.join(folder, as))]);
  rates.sort(([, left], [, right]) => left - right);
  const parse = parseRate(lines);
  const [slowest, fastest] = [rates[0], rates.at(-1)];
  if (slowest === undefined || fastest === undefined) return [];
  const said = ([as, rate]: readonly [ExportId, number]) => `${as} ${Math.round(rate).toLocaleString('en')}`;
  const size = `${run === 'short' ? 'records of one turn' : 'records'}, ${(bytes / 1000).toFixed(1)} kB`;
  return [
    {
      name: `export, ${size}, a processor second`,
      value: `${said(slowest)} to ${said(fastest)}`,
      limit: '≥ 20,000',
      ok: slowest[1] >= 20_000,
    },
    {
      name: 'JSON.parse of the same lines alone',
      value: `${Math.round(parse).toLocaleString('en')}; export takes ${(parse / slowest[1]).toFixed(1)} × its time`,
    },
  ];
}

async function exportRate(source: string, as: ExportId, out: string): Promise<number> {
  const before = process.cpuUsage();
  const choices = { parallelResults: 'as-is' } as const;
  const { records } = await exportRun(source, { as, choices, out, force: true, companions: false });
  return records / secondsSince(before);
}

function parseRate(lines: readonly string[]): number {
  const before = process.cpuUsage();
  let parsed = 0;
  for (let round = 0; round < 8; round += 1) for (const line of lines) parsed += JSON.parse(line) === null ? 0 : 1;
  return parsed / secondsSince(before);
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
