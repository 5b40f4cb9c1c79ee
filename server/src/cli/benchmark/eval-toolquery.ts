import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type EndpointClient,
  findBackends,
  inPool,
  jsonLines,
  playToolQuery,
  readToolQueryTask,
  scoreToolQuery,
  type ToolQueryAction,
  type ToolQueryTask,
  type ToolQueryVerdict,
} from '../../endpoint/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import { createModuleWorld, importPython, PythonImportError, WorldError } from '../../world/index.ts';
import { type CommandContext, EXIT, UsageError } from '../command.ts';
import { joinLines } from '../gate.ts';
import { folderAt, readText } from './bfcl.ts';
import { type AskingOptions, clientFor } from './endpoint.ts';
import { openResultLines, type ResultLines } from './result-lines.ts';

export interface EvalToolQueryOptions extends AskingOptions {
  readonly data: string;
  readonly backends: string;
  readonly steps: number;
  readonly out: string;
}

/** What runs the calls of one tool: a class of a Python file and its functions. */
interface Tool {
  readonly file: string;
  readonly className: string;
  readonly functions: ReturnType<typeof buildCatalog>['entries'];
}

interface Share {
  readonly total: number;
  readonly success: number;
  readonly progress: number;
}

/** Plays the tasks on the person's own Python classes, and scores what the model did. */
export async function evalToolQuery(options: EvalToolQueryOptions, context: CommandContext): Promise<void> {
  const data = await folderAt(options.data, '--data', context);
  const tasks = await tasksIn(data, options.count);
  const backends = await folderAt(options.backends, '--backends', context);
  const tools = new Map<string, Tool>();
  for (const name of new Set(tasks.map(({ tool }) => tool))) tools.set(name, await toolNamed(name, backends, context));
  const file = path.resolve(context.cwd, options.out);
  const { client, model } = await clientFor(options, file, context);
  const lines = await openResultLines(file, model, options.resume);
  const errors: { id: string; reason: string }[] = [];
  const played = new Map<string, readonly ToolQueryAction[]>();
  for (const [id, row] of lines.known) played.set(id, row.actions as unknown as readonly ToolQueryAction[]);
  const work = async (task: ToolQueryTask) => {
    context.signal.throwIfAborted();
    try {
      const actions = await playOne(task, tools.get(task.tool) as Tool, client, options, context.signal);
      played.set(task.id, actions);
      await lines.add({ id: task.id, actions });
      context.terminal.progress(`${played.size} of ${tasks.length} tasks`);
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof WireError || error instanceof WorldError)) throw error;
      errors.push({ id: task.id, reason: error.message });
    }
  };
  await playAll(tasks, lines, options.concurrency, work, context.signal).finally(() => client.close());
  report({ tasks, played, errors, file }, options, context);
}

async function playAll(
  tasks: readonly ToolQueryTask[],
  lines: ResultLines,
  concurrency: number,
  work: (task: ToolQueryTask) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  async function* left() {
    for (const task of tasks) if (!lines.known.has(task.id)) yield task;
  }
  try {
    await inPool(left(), concurrency, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await lines.close();
  }
}

async function playOne(
  task: ToolQueryTask,
  { file, className, functions }: Tool,
  client: EndpointClient,
  { steps, temperature }: EvalToolQueryOptions,
  signal: AbortSignal,
): Promise<ToolQueryAction[]> {
  const world = createModuleWorld({ file, functions, classes: [className], state: task.initConfig, consent: true });
  try {
    await world.open?.(signal);
    return await playToolQuery(task, { client, world, functions, steps, temperature, signal });
  } finally {
    await world.close();
  }
}

/** `test.jsonl` of the folder, or of `tool-query` in it. @throws UsageError */
async function tasksIn(data: string, count: number | undefined): Promise<ToolQueryTask[]> {
  for (const name of ['test.jsonl', 'tool-query/test.jsonl']) {
    const text = await readText(path.join(data, name));
    if (text === undefined) continue;
    const tasks = jsonLines(text, name).map((row, index) => {
      const task = readToolQueryTask(row, index);
      if (typeof task === 'string') throw new UsageError(`row ${index + 1} of ${name} is no task: ${task}.`);
      return task;
    });
    const twice = tasks.find((task, index) => tasks.findIndex(({ id }) => id === task.id) !== index);
    if (twice !== undefined) throw new UsageError(`${name}: the id ${twice.id} stands in it twice.`);
    return tasks.slice(0, count);
  }
  throw new UsageError(`${data}: there is no tool-query/test.jsonl in it. Name AgentBoard's data folder with --data.`);
}

/** The class whose name, or whose file's name, begins with the tool's. Naming the folder is a person's yes to running it. */
async function toolNamed(name: string, folder: string, { signal }: CommandContext): Promise<Tool> {
  const { classes, folders } = await findBackends(folder);
  const starts = (text: string) => text.toLowerCase().startsWith(name.toLowerCase());
  const all = Object.entries(classes);
  const found = all.find(([className]) => starts(className)) ?? all.find(([, { stem }]) => starts(stem));
  if (found === undefined)
    throw new UsageError(
      `${folder}: no Python class in it is called as the tool ${name}. It holds: ${Object.keys(classes).join(', ') || 'none'}.`,
    );
  const [className, { stem }] = found;
  const file = await fileIn(folders, `${stem}.py`);
  try {
    const { text } = await importPython(file, { classes: [className], signal });
    const functions = buildCatalog([parseDocument(`memory:${stem}.mcp.json`, text, { kind: 'json' })]).entries;
    return { file, className, functions };
  } catch (error) {
    throw error instanceof PythonImportError ? new UsageError(`${error.message}.`) : error;
  }
}

async function fileIn(folders: readonly string[], name: string): Promise<string> {
  for (const folder of folders) if ((await readdir(folder)).includes(name)) return path.join(folder, name);
  throw new UsageError(`there is no file ${name}.`);
}

interface Played {
  readonly tasks: readonly ToolQueryTask[];
  readonly played: ReadonlyMap<string, readonly ToolQueryAction[]>;
  readonly errors: readonly { readonly id: string; readonly reason: string }[];
  readonly file: string;
}

function report({ tasks, played, errors, file }: Played, options: EvalToolQueryOptions, context: CommandContext): void {
  const verdicts = tasks.flatMap((task) => {
    const actions = played.get(task.id);
    if (actions === undefined) return [];
    return [
      {
        id: task.id,
        tool: task.tool,
        difficulty: task.difficulty,
        steps: actions.length,
        ...scoreToolQuery(task, actions, options.steps),
      },
    ];
  });
  const by = (key: 'tool' | 'difficulty') =>
    Object.fromEntries(
      [...new Set(verdicts.map((one) => one[key]))].map((name) => [
        name,
        shareOf(verdicts.filter((one) => one[key] === name)),
      ]),
    );
  const made = {
    verdicts,
    overall: shareOf(verdicts),
    tools: by('tool'),
    difficulty: by('difficulty'),
    errors,
    cancelled: context.signal.aborted,
    results: file,
  };
  const line = (name: string, { total, success, progress }: Share) =>
    `${name}: success ${percent(success)}, progress ${percent(progress)} of ${total} tasks`;
  const text = joinLines([
    line('all', made.overall),
    ...Object.entries({ ...made.tools, ...made.difficulty }).map(([name, share]) => line(name, share)),
    ...verdicts
      .filter((one) => !one.success)
      .slice(0, MAX_LINES)
      .map(({ id, reason }) => `  ${id}: ${reason}`),
    ...errors.map(({ id, reason }) => `  ${id}: no result: ${reason}`),
    `results: ${file}`,
  ]);
  context.terminal.result(options.format === 'json' ? JSON.stringify(made, null, 2) : text);
  if (errors.length > 0 || made.cancelled) context.exit(EXIT.findings);
}

const MAX_LINES = 20;

function shareOf(verdicts: readonly ToolQueryVerdict[]): Share {
  const total = verdicts.length;
  const mean = (of: (verdict: ToolQueryVerdict) => number) =>
    total === 0 ? 0 : verdicts.reduce((sum, verdict) => sum + of(verdict), 0) / total;
  return { total, success: mean(({ success }) => Number(success)), progress: mean(({ progress }) => progress) };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
