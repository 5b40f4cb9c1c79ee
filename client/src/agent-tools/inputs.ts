/** What an agent handed to one of the tools, or why it is not taken, in a sentence for the agent. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Paths and globs in one call. */
const MAX_PATTERNS = 50;
const MAX_LENGTH = 500;

/**
 * `files` of an input: paths and globs relative to a workspace folder, with `/`. Empty: the whole workspace.
 * What leads out of a workspace folder is refused, whether or not something is there.
 */
export function readPatterns(input: unknown): Read<readonly string[]> {
  const given = field(input, 'files');
  if (given === undefined || given === null) return { ok: true, value: [] };
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > MAX_PATTERNS) return refuse(`"files" takes at most ${MAX_PATTERNS} paths or globs.`);
  const patterns: string[] = [];
  for (const one of list) {
    const pattern = readPattern(one);
    if (!pattern.ok) return pattern;
    patterns.push(pattern.value);
  }
  return { ok: true, value: [...new Set(patterns)] };
}

function readPattern(given: unknown): Read<string> {
  if (typeof given !== 'string' || given.trim() === '') return refuse('"files" takes paths or globs as texts.');
  if (given.length > MAX_LENGTH) return refuse(`A path in "files" has at most ${MAX_LENGTH} characters.`);
  const pattern = given
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '');
  const leaves = /^[/~]|^[a-z][a-z0-9+.-]*:|(^|[/{,(|])\.\.($|[/},)|])/i.test(pattern);
  if (leaves)
    return refuse(`"${given}" leads out of the workspace. Use a path or glob relative to a workspace folder.`);
  return { ok: true, value: pattern === '' || pattern === '.' ? '**' : pattern };
}

/** One of a list of texts, such as the dialect to convert to. @param fallback for an absent value; none: it is needed */
export function readChoice(input: unknown, name: string, choices: readonly string[], fallback?: string): Read<string> {
  const given = field(input, name) ?? fallback;
  if (typeof given === 'string' && choices.includes(given)) return { ok: true, value: given };
  return refuse(`"${name}" is one of ${choices.join(', ')}.`);
}

/** A list of texts; what the texts may be is the language server's to say. */
export function readTexts(input: unknown, name: string): Read<readonly string[]> {
  const given = field(input, name) ?? [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const texts = list.filter((one) => typeof one === 'string' && one.length <= MAX_LENGTH) as string[];
  if (texts.length === list.length && texts.length <= MAX_PATTERNS) return { ok: true, value: texts };
  return refuse(`"${name}" is a list of at most ${MAX_PATTERNS} texts.`);
}

function field(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Record<string, unknown>)[name];
}

function refuse(reason: string): Read<never> {
  return { ok: false, reason };
}
