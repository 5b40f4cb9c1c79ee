import { createRandom, type Random } from '../../../random/index.ts';
import { type DatabaseState, rowOf, rowsOf, type StoredRow, withRow } from '../state.ts';
import { FIRST_NAMES, LAST_NAMES, PRODUCTS, TOPICS } from '../values/lists.ts';
import { createProfile } from '../values/profile.ts';

/** A file, or a folder, which has no text. */
export interface FileNode {
  readonly folder: boolean;
  readonly text: string;
  /** Written in this session. */
  readonly written: boolean;
}

/** The files of one scope: those there from the start, with what calls made of them on top. */
export interface FileSystem {
  readonly seed: string;
  /** Name of the table that holds what calls changed. */
  readonly table: string;
  /** Nothing lists or finds files, so that nobody but the user can know them: each path that is asked for is there. */
  readonly open: boolean;
}

/** Folder that everything lies in. */
export function rootOf(seed: string): string {
  return `/home/${createProfile(`files ${seed}`).firstName.toLowerCase()}`;
}

/** The absolute path that a text means, without `.`, `..` and doubled slashes; bounded. */
export function resolvePath(text: string, from: string, seed: string): string {
  const root = rootOf(seed);
  const whole = text.startsWith('~')
    ? root + text.slice(1)
    : text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)
      ? text
      : `${from}/${text}`;
  const steps: string[] = [];
  for (const step of whole.slice(0, 4_000).split(/[\\/]+/)) {
    if (step === '' || step === '.') continue;
    if (step === '..') steps.pop();
    else steps.push(step);
  }
  return `/${steps.join('/')}`;
}

export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || '/';
}

/** The file or folder at a path; undefined where there is none. */
export function lookUp(system: FileSystem, state: DatabaseState, path: string): FileNode | undefined {
  const row = rowOf(state, system.table, path);
  if (row !== undefined) return row.gone === undefined ? nodeOf(row) : undefined;
  if (path === '/') return { folder: true, text: '', written: false };
  const base = baseTree(system.seed).get(path);
  if (base !== undefined) return base;
  const root = rootOf(system.seed);
  if (root === path || root.startsWith(`${path}/`)) return { folder: true, text: '', written: false };
  if (!system.open) return undefined;
  const folder = !/\.[a-z0-9]{1,5}$/i.test(path);
  return { folder, text: folder ? '' : contentFor(path, createRandom(`${system.seed} file ${path}`)), written: false };
}

function nodeOf({ fields }: StoredRow): FileNode {
  return { folder: fields.folder === true, text: typeof fields.text === 'string' ? fields.text : '', written: true };
}

/** Paths right inside a folder, in order of their names. */
export function childrenOf(system: FileSystem, state: DatabaseState, path: string): string[] {
  const inside = (other: string) => other !== path && parentOf(other) === path;
  return allPaths(system, state).filter(inside);
}

/** All paths below a folder, parents before what is in them. */
export function below(system: FileSystem, state: DatabaseState, path: string): string[] {
  const start = path === '/' ? '/' : `${path}/`;
  return allPaths(system, state).filter((other) => other.startsWith(start));
}

function allPaths(system: FileSystem, state: DatabaseState): string[] {
  const stored = rowsOf(state, system.table);
  const gone = new Set(stored.filter(([, row]) => row.gone !== undefined).map(([path]) => path));
  const paths = new Set([...baseTree(system.seed).keys(), ...stored.map(([path]) => path)]);
  return [...paths].filter((path) => !gone.has(path)).sort();
}

/** Writes a file or folder. */
export function put(
  system: FileSystem,
  state: DatabaseState,
  path: string,
  node: { folder: boolean; text: string },
): DatabaseState {
  const before = rowOf(state, system.table, path);
  const fields = { folder: node.folder, text: node.text };
  const row = { fields, first: fields, version: (before?.version ?? 0) + 1, order: before?.order ?? state.next };
  return withRow(state, system.table, path, row);
}

/** Takes a path and all below it away. */
export function take(system: FileSystem, state: DatabaseState, path: string, how: string): DatabaseState {
  return [path, ...below(system, state, path)].reduce((current, each) => {
    const before = rowOf(current, system.table, each);
    const row = {
      fields: {},
      first: {},
      version: (before?.version ?? 0) + 1,
      order: before?.order ?? current.next,
      gone: how,
    };
    return withRow(current, system.table, each, row);
  }, state);
}

const trees = new Map<string, ReadonlyMap<string, FileNode>>();

/** The folders and files there are from the start; they follow from the seed. */
export function baseTree(seed: string): ReadonlyMap<string, FileNode> {
  const known = trees.get(seed);
  if (known !== undefined) return known;
  const tree = new Map<string, FileNode>();
  const random = createRandom(`tree ${seed}`);
  const root = rootOf(seed);
  const add = (path: string, folder: boolean) => {
    const text = folder ? '' : contentFor(path, createRandom(`${seed} file ${path}`));
    tree.set(path, { folder, text, written: false });
  };
  add(root, true);
  const topics = random.shuffle(TOPICS).map((topic) => topic.replaceAll(' ', '_'));
  for (const folder of ['documents', 'projects', 'notes']) {
    add(`${root}/${folder}`, true);
    for (let count = 0; count < 3; count += 1)
      add(`${root}/${folder}/${topics.pop() ?? folder}.${random.pick(KINDS) ?? 'txt'}`, false);
  }
  const project = `${root}/projects/${topics.pop() ?? 'archive'}`;
  add(project, true);
  add(`${project}/README.md`, false);
  add(`${project}/tasks.csv`, false);
  add(`${root}/todo.txt`, false);
  if (trees.size > 500) trees.clear();
  trees.set(seed, tree);
  return tree;
}

const KINDS = ['md', 'txt', 'csv', 'txt', 'md', 'json'];

/** A text that fits what a file is called. */
export function contentFor(path: string, random: Random): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  const topic = (dot > 0 ? name.slice(0, dot) : name).replace(/[_-]+/g, ' ').toLowerCase();
  const make = CONTENTS[dot > 0 ? name.slice(dot + 1).toLowerCase() : ''] ?? plainText;
  return make(topic, random);
}

const person = (random: Random) => `${random.pick(FIRST_NAMES) ?? ''} ${random.pick(LAST_NAMES) ?? ''}`;

const LINES: readonly ((topic: string, random: Random) => string)[] = [
  (topic) => `The ${topic} was agreed on with everybody.`,
  (_topic, random) => `${person(random)} takes care of the first part.`,
  (_topic, random) =>
    `Next meeting on ${random.pick(['Monday', 'Tuesday', 'Thursday']) ?? 'Friday'} at ${9 + random.below(7)}:00.`,
  (topic, random) => `We need ${2 + random.below(9)} more days for the ${topic}.`,
  (_topic, random) => `The costs so far are ${100 + random.below(900)} EUR.`,
  (_topic, random) => `Ask ${person(random)} about the open points.`,
  (topic) => `A first draft of the ${topic} is ready.`,
];

function linesAbout(topic: string, random: Random, count: number): string[] {
  return random
    .shuffle(LINES)
    .slice(0, count)
    .map((line) => line(topic, random));
}

function plainText(topic: string, random: Random): string {
  return `${linesAbout(topic, random, 4).join('\n')}\n`;
}

const CONTENTS: Readonly<Record<string, (topic: string, random: Random) => string>> = {
  md: (topic, random) =>
    `# ${topic[0]?.toUpperCase() ?? ''}${topic.slice(1)}\n\n${linesAbout(topic, random, 4)
      .map((line) => `- ${line}`)
      .join('\n')}\n`,
  csv: (_topic, random) => {
    const rows = random
      .shuffle(PRODUCTS)
      .slice(0, 4)
      .map((item) => `${item},${1 + random.below(20)},${person(random)}`);
    return `item,quantity,owner\n${rows.join('\n')}\n`;
  },
  json: (topic, random) =>
    `${JSON.stringify({ title: topic, owner: person(random), pages: 2 + random.below(30), done: random.chance(0.5) }, null, 2)}\n`,
};
