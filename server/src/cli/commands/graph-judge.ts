import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SPENT } from '../../dataset/index.ts';
import { type LineFile, openLineFile } from '../../files/index.ts';
import {
  applyVerdicts,
  type DependencyGraph,
  EDGE_KINDS,
  type EdgeJudgement,
  type GraphFunction,
  localCandidates,
  verdictKey,
} from '../../graph/index.ts';
import type { Price } from '../../openai-wire/index.ts';
import { createTeacher, type Teacher, TeacherError, type TeacherId } from '../../teacher/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { environmentFor } from '../keys.ts';

/** What asking a teacher about edges needs. */
export interface JudgeOptions {
  readonly judge: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly budget?: number;
  readonly price?: Price;
  readonly seed: string;
  /** Candidates asked about for each function. */
  readonly candidates: number;
}

const FOLDER = '.magnet';
/** One verdict a line, under the hash of what it was about. */
const VERDICTS = 'verdicts.jsonl';

/**
 * The paper's local graph laid over the derived one: a teacher is asked, for each function, which of its candidates
 * depend on it. What is known from earlier runs is not asked again.
 */
export async function judgeGraph(
  graph: DependencyGraph,
  functions: readonly GraphFunction[],
  options: JudgeOptions,
  context: CommandContext,
): Promise<DependencyGraph> {
  const folder = path.join(context.cwd, FOLDER);
  if (options.judge !== 'offline') await mkdir(folder, { recursive: true });
  const teacher = await makeJudge(options, folder, context);
  try {
    if (!teacher.abilities.has('judge_edges')) {
      context.terminal.message(`The ${teacher.id} teacher judges no edges: the derived graph stands as it is.`);
      return graph;
    }
    const file = await openLineFile(path.join(folder, VERDICTS));
    try {
      return applyVerdicts(graph, await askAll(graph, functions, teacher, file, options, context));
    } finally {
      await file.close();
    }
  } finally {
    await teacher.close();
  }
}

async function makeJudge(options: JudgeOptions, folder: string, context: CommandContext): Promise<Teacher> {
  try {
    return await createTeacher(options.judge, {
      ...(options.model === undefined ? {} : { model: options.model }),
      ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
      ...(options.budget === undefined ? {} : { budgetUsd: options.budget }),
      ...(options.price === undefined ? {} : { price: options.price }),
      ledgerFile: path.join(folder, SPENT),
      environment: environmentFor({ ...options, teacher: options.judge }),
      onNotice: (text) => context.terminal.message(text),
    });
  } catch (error) {
    if (error instanceof TeacherError) throw new UsageError(`--judge ${options.judge}: ${error.message} (${folder})`);
    throw error;
  }
}

async function askAll(
  graph: DependencyGraph,
  functions: readonly GraphFunction[],
  teacher: Teacher,
  file: LineFile,
  options: JudgeOptions,
  context: CommandContext,
): Promise<EdgeJudgement[]> {
  const judge = `${teacher.id}/${teacher.model}`;
  const known = await readVerdicts(file);
  const byId = new Map(functions.map((fn) => [fn.id, fn]));
  const verdicts: EdgeJudgement[] = [];
  let done = 0;
  for (const [id, candidates] of localCandidates(graph, options.seed, options.candidates)) {
    if (context.signal.aborted) break;
    const producer = byId.get(id);
    const others = candidates.map((other) => byId.get(other)).filter((fn) => fn !== undefined);
    if (producer === undefined || others.length === 0) continue;
    const unknown: GraphFunction[] = [];
    for (const other of others) {
      const kept = known.get(verdictKey(producer, other, judge));
      if (kept === undefined) unknown.push(other);
      else verdicts.push({ from: id, to: other.id, ...kept, judge });
    }
    verdicts.push(...(await ask(producer, unknown, teacher, judge, file, options, context)));
    done += 1;
    context.terminal.progress(`judged ${done} of ${functions.length} functions`);
  }
  return verdicts;
}

type Kept = Pick<EdgeJudgement, 'kind' | 'reason'>;

async function ask(
  producer: GraphFunction,
  candidates: readonly GraphFunction[],
  teacher: Teacher,
  judge: string,
  file: LineFile,
  options: JudgeOptions,
  context: CommandContext,
): Promise<EdgeJudgement[]> {
  if (candidates.length === 0) return [];
  const byName = new Map(candidates.map((fn) => [fn.id, fn]));
  try {
    const reply = await teacher.perform(
      {
        kind: 'judge_edges',
        seed: options.seed,
        producer: { name: producer.id, signature: producer.signature },
        candidates: candidates.map(({ id, signature }) => ({ name: id, signature })),
      },
      context.signal,
    );
    const verdicts: EdgeJudgement[] = [];
    const answered = new Map(reply.value.map((verdict) => [verdict.name, verdict]));
    for (const [name, candidate] of byName) {
      // The judge names what depends; who is not named does not.
      const { kind, reason } = answered.get(name) ?? { kind: 'none' as const, reason: '' };
      verdicts.push({ from: producer.id, to: candidate.id, kind, reason, judge });
      // Paid for, so kept before it is used.
      await file.append(`${JSON.stringify({ key: verdictKey(producer, candidate, judge), kind, reason })}\n`);
    }
    return verdicts;
  } catch (error) {
    if (!(error instanceof TeacherError)) throw error;
    if (error.fatal) throw new UsageError(`--judge: ${error.message}`);
    context.terminal.message(`${producer.id}: not judged (${error.message})`);
    return [];
  }
}

async function readVerdicts(file: LineFile): Promise<Map<string, Kept>> {
  const known = new Map<string, Kept>();
  let end = 0;
  for await (const line of file.read()) {
    end = line.end;
    const kept = keptVerdict(line.text);
    if (kept !== undefined) known.set(kept.key, kept);
  }
  // A line torn by a killed run is cut before the next one is written behind it.
  await file.truncate(end);
  return known;
}

function keptVerdict(text: string): (Kept & { readonly key: string }) | undefined {
  try {
    const { key, kind, reason } = JSON.parse(text) as Record<string, unknown>;
    const valid = kind === 'none' || (EDGE_KINDS as readonly unknown[]).includes(kind);
    if (typeof key !== 'string' || !valid) return undefined;
    return { key, kind: kind as Kept['kind'], reason: typeof reason === 'string' ? reason : '' };
  } catch {
    return undefined;
  }
}
