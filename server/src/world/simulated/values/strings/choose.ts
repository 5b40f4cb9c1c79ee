import { keyWordsOfText } from '../../../../english/index.ts';
import { poolFor } from '../pools.ts';
import { troublesOf } from '../troubles.ts';
import { STRONG } from './makers.ts';
import type { Make, StringRequest } from './plain.ts';

/** A destination may be a city, a file or an account: the description knows. */
const AMBIGUOUS = /^(?:destination|source|origin|target|to|from|start|end|location)$/;

export function isAmbiguous(words: readonly string[]): boolean {
  return words.length === 1 && AMBIGUOUS.test(words[0] ?? '');
}

/** One of the values that are known for the ending of the name. */
export function pooled({ words, random, entity, about }: StringRequest): string | undefined {
  return random.pick(troublesOf(words, [entity, about?.words ?? [], about?.named ?? []]) ?? poolFor(words) ?? []);
}

export function byName(names: typeof STRONG, request: StringRequest): string | undefined {
  return makerFor(names, request.words.join(' '))?.(request);
}

/** Names repeat in every record: which maker a name has is found once. */
const MAX_NAMES = 10_000;

const makers = new Map<typeof STRONG, Map<string, Make | undefined>>();

function makerFor(names: typeof STRONG, name: string): Make | undefined {
  let known = makers.get(names);
  if (known === undefined) {
    known = new Map();
    makers.set(names, known);
  }
  if (known.has(name)) return known.get(name);
  const head = name.replace(/(?<=\w) (?:(?:to|for|of|by|from|with|in|on) \w+|in|out|to|from|[a-z])$/, '');
  const found = names.find(([pattern]) => pattern.test(name) || pattern.test(head))?.[1];
  if (known.size >= MAX_NAMES) known.clear();
  known.set(name, found);
  return found;
}

/** Words of a description that are tried as a name: what it speaks of comes first. */
const DESCRIBING = 10;

/** What the first noun of the description says that is known: `Source name of the file` → a file's name. */
export function byDescription(request: StringRequest): string | undefined {
  const { description } = request.schema;
  return typeof description === 'string' ? makerDescribed(description)?.(request) : undefined;
}

export const described = new Map<string, Make | undefined>();

function makerDescribed(description: string): Make | undefined {
  if (described.has(description)) return described.get(description);
  const found = readDescribed(description);
  if (described.size >= MAX_NAMES) described.clear();
  described.set(description, found);
  return found;
}

function readDescribed(description: string): Make | undefined {
  const words = keyWordsOfText(description, 200).slice(0, DESCRIBING);
  for (let length = 1; length <= words.length; length += 1) {
    if (AMBIGUOUS.test(words[length - 1] ?? '')) continue;
    const phrase = words.slice(0, length).join(' ');
    const found = STRONG.find(([pattern]) => pattern.test(phrase));
    if (found !== undefined) return found[1];
  }
  return undefined;
}
