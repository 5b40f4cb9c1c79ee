import type { Json } from '../../../json/index.ts';
import type { Random } from '../../../random/index.ts';
import type { FilePart, StepFile } from '../plan.ts';
import type { Proposing } from '../proposing.ts';
import { LAST_NAMES, TOPICS } from '../values/lists.ts';
import type { Field } from '../values/make.ts';
import { systemFor, workingFolderOf } from './call.ts';
import { changedLine } from './changed-line.ts';
import { below, childrenOf, type FileSystem, lookUp, nameOf, parentOf, resolvePath, rootOf } from './tree.ts';

/** A believable argument of a file step: a path that is there, a new name for what is made, a text that is in the file. */
export function proposeFilePart(
  proposing: Proposing,
  step: StepFile,
  path: string,
  field: Field,
  made: ReadonlyMap<string, Json>,
  random: Random,
): Json | undefined {
  const system = systemFor(proposing, proposing.called);
  const work: Work = { proposing, step, system, made, random, field };
  for (const [part, name] of Object.entries(step.with) as [FilePart, string][]) {
    if (path === name) return PARTS[part]?.(work);
    if (part === 'paths' && path === `${name}[]`) return aFile(work);
    if (part === 'edits' && path.startsWith(`${name}[]`)) return edited(work, path.slice(name.length + 2));
  }
  return undefined;
}

interface Work {
  readonly proposing: Proposing;
  readonly step: StepFile;
  readonly system: FileSystem;
  readonly made: ReadonlyMap<string, Json>;
  readonly random: Random;
  readonly field: Field;
}

/** The argument is a name in the folder one is in, by its own name or by what is said of it. */
function isBare({ field }: Work): boolean {
  return /name$/i.test(field.name) || (!/path/i.test(field.name) && /\bnames?\b/i.test(field.schema.description ?? ''));
}

/** Without folders on its way, a path is said as people say it who are in the folder. */
function written(work: Work, path: string): string {
  const here = workingFolderOf(work.proposing, work.proposing.called, work.system.seed);
  return isBare(work) && parentOf(path) === here ? nameOf(path) : path;
}

function files({ proposing, system }: Work): string[] {
  return below(system, proposing.state, rootOf(system.seed)).filter(
    (path) => lookUp(system, proposing.state, path)?.folder === false,
  );
}

function folders({ proposing, system }: Work): string[] {
  const root = rootOf(system.seed);
  return [
    root,
    ...below(system, proposing.state, root).filter((path) => lookUp(system, proposing.state, path)?.folder),
  ];
}

/** Where the field is a bare name, something in the folder one is in. */
function near(work: Work, paths: readonly string[]): readonly string[] {
  if (!isBare(work)) return paths;
  const here = workingFolderOf(work.proposing, work.proposing.called, work.system.seed);
  const inside = childrenOf(work.system, work.proposing.state, here);
  const found = paths.filter((path) => inside.includes(path));
  return found.length > 0 ? found : paths;
}

function aFile(work: Work): string | undefined {
  const path = work.random.pick(near(work, files(work)));
  return path === undefined ? undefined : written(work, path);
}

function aFolder(work: Work): string | undefined {
  const path = work.random.pick(near(work, folders(work)));
  return path === undefined ? undefined : written(work, path);
}

function newName(work: Work, ending: string): string {
  const topic = work.random.pick(TOPICS) ?? 'notes';
  const who = work.random.pick(LAST_NAMES) ?? '';
  return `${topic.replaceAll(' ', '_')}_${who.toLowerCase()}${ending}`;
}

function aNewPath(work: Work, folder: boolean, ending = '.txt'): string {
  const here = workingFolderOf(work.proposing, work.proposing.called, work.system.seed);
  const parent = isBare(work) ? here : (work.random.pick(folders(work)) ?? here);
  return written(work, `${parent}/${newName(work, folder ? '' : ending)}`);
}

const PARTS: Readonly<Partial<Record<FilePart, (work: Work) => Json | undefined>>> = {
  path: (work) => {
    const { act } = work.step;
    if (act === 'write') return work.random.chance(0.8) ? aNewPath(work, false) : aFile(work);
    if (act === 'make folder') return aNewPath(work, true);
    if (act === 'list' || act === 'tree' || act === 'search' || act === 'enter') return aFolder(work);
    return aFile(work);
  },
  to: (work) => {
    const from = work.step.with.path === undefined ? undefined : work.made.get(work.step.with.path);
    const ending = typeof from === 'string' ? /\.[a-z0-9]{1,5}$/i.exec(from)?.[0] : undefined;
    return aNewPath(work, ending === undefined, ending);
  },
  old: (work) => lineOf(work),
  pattern: (work) => (work.step.act === 'search text' ? wordOf(work) : patternOf(work)),
  head: ({ random }) => 2 + random.below(4),
  tail: ({ random }) => 2 + random.below(4),
};

/** The text of the file that the call names. */
function givenText({ step, made, proposing, system }: Work): string {
  const given = step.with.path === undefined ? undefined : made.get(step.with.path);
  if (typeof given !== 'string') return '';
  const here = workingFolderOf(proposing, proposing.called, system.seed);
  return lookUp(system, proposing.state, resolvePath(given, here, system.seed))?.text ?? '';
}

/** What a person would want changed: a line that says something, without its indent and its bullet; never a bracket. */
function lineOf(work: Work): string | undefined {
  const lines = givenText(work)
    .split('\n')
    .map((line) => line.trim().replace(/^(?:[-*#>]+|\d+\.)\s+/, ''))
    .filter((line) => /\p{L}{3,}/u.test(line));
  const sentences = lines.filter((line) => (line.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3);
  return work.random.pick(sentences.length > 0 ? sentences : lines);
}

function wordOf(work: Work): string | undefined {
  return work.random.pick(givenText(work).match(/\p{L}{4,}/gu) ?? []);
}

function patternOf(work: Work): string {
  const path = work.random.pick(files(work)) ?? '.txt';
  return /glob/i.test(`${work.field.name} ${work.field.schema.description ?? ''}`) || work.random.chance(0.5)
    ? `*${path.slice(path.lastIndexOf('.'))}`
    : (nameOf(path).split(/[_.]/)[0] ?? '*');
}

/** The line that an edit takes out, by the call's arguments and its place among them. */
const taken = new WeakMap<object, Map<string, string>>();

/** Old text of an edit: a line of the file. Its new text is that line with one thing changed. */
function edited(work: Work, rest: string): Json | undefined {
  const place = work.field.at.replace(/\.\w+$/, '');
  const lines = taken.get(work.made) ?? new Map<string, string>();
  taken.set(work.made, lines);
  if (/^\.(?:old|from|search|find|before)/i.test(rest)) {
    const line = lineOf(work);
    if (line !== undefined) lines.set(place, line);
    return line;
  }
  const old = lines.get(place);
  return old !== undefined && /^\.(?:new|to|replace|with|after)/i.test(rest)
    ? changedLine(old, work.random)
    : undefined;
}
