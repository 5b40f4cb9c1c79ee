import { equalJson, isObject, type Json, type JsonObject } from '../../json/index.ts';

/** A row of AgentBoard's `tool-query/test.jsonl`. */
export interface ToolQueryTask {
  readonly id: string;
  readonly goal: string;
  readonly subgoals: readonly Json[];
  /** `easy` or `hard`; `''` where the row does not say. */
  readonly difficulty: string;
  /** `weather`, `movie` or `academia`. */
  readonly tool: string;
  readonly initConfig: Json;
}

/** One action of a model: a call that ran, or failed. Words are an action without effect. */
export interface ToolQueryAction {
  readonly name: string;
  readonly arguments: JsonObject;
  /** What it gave; absent where it failed. */
  readonly output?: Json;
  readonly error?: string;
}

export interface ToolQueryVerdict {
  readonly success: boolean;
  /** Best share of subgoals met, in [0, 1]. */
  readonly progress: number;
  /** The model said that it is done. */
  readonly done: boolean;
  readonly reason: string;
}

/** @returns why a row is none, in words */
export function readToolQueryTask(row: JsonObject, index: number): ToolQueryTask | string {
  const about = isObject(row.additional_info) ? row.additional_info : {};
  if (typeof row.goal !== 'string') return 'it has no goal';
  if (!Array.isArray(row.subgoals)) return 'it has no list of subgoals';
  if (typeof about.tool !== 'string') return 'its additional_info names no tool';
  return {
    id: typeof row.id === 'string' || typeof row.id === 'number' ? String(row.id) : `${about.tool}_${index}`,
    goal: row.goal,
    subgoals: row.subgoals,
    difficulty: typeof row.difficulty === 'string' ? row.difficulty : '',
    tool: about.tool,
    initConfig: about.init_config ?? null,
  };
}

/** Progress and success as AgentBoard's ToolQuery defines them; actions beyond the limit of steps do not count. */
export function scoreToolQuery(
  { subgoals, tool }: ToolQueryTask,
  actions: readonly ToolQueryAction[],
  steps: number,
): ToolQueryVerdict {
  const wanted = subgoals.map((goal) => reduced(goal, tool, ''));
  const within = actions.slice(0, steps);
  const results = within.filter(hasEffect).map(({ name, output }) => reduced(output ?? null, tool, name));
  // Results only come in, so that the last count is the best.
  const met = metBy(wanted, results, tool);
  const missing = met.indexOf(false);
  const progress = wanted.length === 0 ? 1 : met.filter(Boolean).length / wanted.length;
  const done = within.some((action) => action.error === undefined && saysDone(action));
  const reasons = [
    ...(missing < 0 ? [] : [`no call gave subgoal ${missing + 1}: ${JSON.stringify(subgoals[missing]).slice(0, 200)}`]),
    ...(done ? [] : [actions.length >= steps ? `not finished in ${steps} steps` : 'finish was not called']),
  ];
  return { success: done && progress === 1, progress, done, reason: reasons.join('; ') };
}

function hasEffect({ output, error }: ToolQueryAction): boolean {
  return error === undefined && output !== undefined && !JSON.stringify(output).includes('Invalid');
}

function saysDone(action: ToolQueryAction): boolean {
  return action.output !== undefined && /finish/i.test(`${action.name} ${JSON.stringify(action.arguments)}`);
}

/** Each subgoal in order takes one equal result. */
function metBy(wanted: readonly Json[], results: readonly Json[], tool: string): boolean[] {
  const left = [...results];
  return wanted.map((goal) => {
    const at = left.findIndex((result) => same(result, goal, tool));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const MOVIE_TEXTS = new Set(['overview', 'biography', 'vote_average', 'genres', 'revenue', 'budget', 'release_date']);
const DAILY_HEAT = /^temperature.*_(?:max|min|mean)$/;

/** A result without the fields that are not compared; what is finished with is a set. */
function reduced(value: Json, tool: string, action: string): Json {
  if (action === 'finish' && Array.isArray(value)) return sorted(value);
  if (tool === 'movie') return Array.isArray(value) ? value.map(withoutTexts) : withoutTexts(value);
  if (tool !== 'weather' || !isObject(value) || !isObject(value.daily)) return value;
  return { ...value, daily: without(value.daily, (key) => DAILY_HEAT.test(key)) };
}

function withoutTexts(value: Json): Json {
  return isObject(value) ? without(value, (key) => MOVIE_TEXTS.has(key)) : value;
}

function without(value: JsonObject, drops: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !drops(key)));
}

function sorted(list: readonly Json[]): Json[] {
  return [...list].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

const NEAR_KM = 50;
const EARTH_KM = 6_371;

function same(result: Json, goal: Json, tool: string): boolean {
  if (Array.isArray(goal) && Array.isArray(result) && equalJson(result, sorted(goal))) return true;
  const [here, there] = [placeIn(result), placeIn(goal)];
  if (tool !== 'weather' || here === undefined || there === undefined) return equalJson(result, goal);
  const rest = (value: Json) => without(value as JsonObject, (key) => key === 'latitude' || key === 'longitude');
  return kilometres(here, there) < NEAR_KM && equalJson(rest(result), rest(goal));
}

type Place = readonly [latitude: number, longitude: number];

function placeIn(value: Json): Place | undefined {
  if (!isObject(value)) return undefined;
  const { latitude, longitude } = value;
  return typeof latitude === 'number' && typeof longitude === 'number' ? [latitude, longitude] : undefined;
}

/** Along a great circle, by the haversine formula. */
function kilometres([north, east]: Place, [otherNorth, otherEast]: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(otherNorth - north) + Math.cos(radians(north)) * Math.cos(radians(otherNorth)) * half(otherEast - east);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
