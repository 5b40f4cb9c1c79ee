import { splitWords, stem } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { createRandom } from '../../random/index.ts';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import type { PlannedCall, TeacherFunction } from '../../teacher/index.ts';
import { createSimulatedWorld, type SimulatedWorld } from '../../world/index.ts';
import { toolNames } from '../names.ts';
import { teacherFunctions } from '../tools.ts';
import { OUTSIDE_CATALOGS, OUTSIDE_WISHES } from './catalogs.ts';

/** Before the id of a function that is not of the run's catalog. */
const PREFIX = 'outside:';

export function isOutside(id: string): boolean {
  return id.startsWith(PREFIX);
}

interface Pool {
  readonly functions: readonly GraphFunction[];
  readonly tools: ReadonlyMap<string, TeacherFunction>;
  readonly world: SimulatedWorld;
}

let pool: Pool | undefined;

/** Read with the first request of its kind, once. */
function outsidePool(): Pool {
  if (pool === undefined) {
    const { entries } = buildCatalog([parseDocument('magnet:/outside.fsig', OUTSIDE_CATALOGS)]);
    pool = {
      functions: entries,
      tools: withWishes(teacherFunctions(entries, toolNames(entries))),
      world: createSimulatedWorld(entries),
    };
  }
  return pool;
}

function withWishes(tools: ReadonlyMap<string, TeacherFunction>): ReadonlyMap<string, TeacherFunction> {
  return new Map(
    [...tools].map(([id, tool]) => {
      const wishes = OUTSIDE_WISHES[tool.signature.name];
      return [id, wishes === undefined ? tool : { ...tool, wishes }];
    }),
  );
}

export function outsideTool(id: string): TeacherFunction | undefined {
  return outsidePool().tools.get(id.slice(PREFIX.length));
}

/** What a function of the pool is about, as roots of words: its name without the verb, and without words that say little. */
function subjectsOf({ signature }: GraphFunction): string[] {
  return splitWords(signature.name)
    .slice(1)
    .filter((word) => word.length > 3 && !PLAIN.has(word))
    .map(stem);
}

const PLAIN = new Set(['price', 'time', 'level', 'table', 'change', 'advice', 'number', 'name']);

const spoken = new WeakMap<readonly GraphFunction[], ReadonlySet<string>>();

/** The roots of all words that a catalog speaks in: names, descriptions, parameters. */
function wordsOf(functions: readonly GraphFunction[]): ReadonlySet<string> {
  let known = spoken.get(functions);
  if (known === undefined) {
    known = new Set(
      functions.flatMap(({ signature: { name, namespace, description, parameters } }) =>
        splitWords(`${name} ${namespace} ${description} ${Object.keys(parameters.properties ?? {}).join(' ')}`).map(
          stem,
        ),
      ),
    );
    spoken.set(functions, known);
  }
  return known;
}

/** What a request from outside is about, and the word of it that some functions speak of as well, where one does. */
export function outsideSubject(
  id: string,
  functions: readonly GraphFunction[],
): { readonly subjects: readonly string[]; readonly shared: string | undefined } {
  const asked = outsidePool().functions.find((item) => `${PREFIX}${item.id}` === id);
  const subjects = asked === undefined ? [] : subjectsOf(asked);
  const words = wordsOf(functions);
  return { subjects, shared: subjects.find((word) => words.has(word)) };
}

/** Ids of the pool's functions of whose subjects a catalog does not speak. */
export function outsideIds(functions: readonly GraphFunction[]): string[] {
  const words = wordsOf(functions);
  return outsidePool()
    .functions.filter((item) => !subjectsOf(item).some((word) => words.has(word)))
    .map(({ id }) => `${PREFIX}${id}`);
}

/** The call that a request from outside would have been, with values its user says. */
export function outsideCall(id: string, seed: string): PlannedCall | undefined {
  const tool = outsideTool(id);
  if (tool === undefined) return undefined;
  const { world } = outsidePool();
  const proposed = world.proposeArguments(
    id.slice(PREFIX.length),
    world.startNow(seed),
    createRandom(`${seed}/outside`),
  );
  const args = Object.keys(tool.signature.parameters.properties ?? {}).flatMap((parameter) =>
    proposed[parameter] === undefined
      ? []
      : [{ parameter, value: proposed[parameter], origin: { from: 'user' as const } }],
  );
  return { tool, arguments: args, role: 'asked' };
}
