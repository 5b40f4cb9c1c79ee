import { isAlsoNoun, isPlural, singularWord, verbClassOf } from '../../english/index.ts';

/** Words by which the part of a path in braces is called: `stationId`. */
const PARTS = new Set('id ids key code number no name slug uuid ref'.split(' '));

/** What a method of HTTP does to the last thing of a path where nothing else tells. */
const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

/**
 * The words of a name that was made from the path of a request, as a person writes them: `getStationsByStationId` gets a
 * station, `getStationsByStationIdCompartments` the compartments of one, `postStationsByStationIdClose` closes one.
 */
export function withoutPath(words: readonly string[]): readonly string[] {
  const short = withoutRoute(words);
  let kept = short;
  for (let at = kept.indexOf('by'); at > 0; at = kept.indexOf('by', at + 1)) {
    const end = endOfPart(kept, at);
    if (end === undefined) continue;
    const one = singularWord(kept[at - 1] as string);
    kept = [...kept.slice(0, at - 1), one, ...kept.slice(end)];
    at -= 1;
  }
  return kept === short ? short : deedBehind(kept);
}

/** Where `stations by station id` ends; undefined where what stands behind `by` is no part of the same path. */
function endOfPart(words: readonly string[], by: number): number | undefined {
  const before = words[by - 1] as string;
  const thing = singularWord(before);
  let end = by + 1;
  if (words[end] === thing) end++;
  const named = end > by + 1;
  const part = PARTS.has(words[end] ?? '');
  // `getUsersByEmail` searches; `getUsersById` and `getUsersByUserId` get one.
  return part && isPlural(before) && (named || words[end] === 'id' || words[end] === 'uuid') ? end + 1 : undefined;
}

/** `post reservation extend` extends a reservation. */
function deedBehind(words: readonly string[]): readonly string[] {
  const [method = ''] = words;
  const last = words.at(-1) as string;
  if (words.length < 3 || !METHODS.has(method) || method === 'get' || method === 'delete') return words;
  const deed = verbClassOf(last);
  if (deed === undefined || (isAlsoNoun(last) && deed !== 'act')) return words;
  return [last, ...words.slice(1, -1)];
}

const VERSION = /^(?:api|rest|v?\d+)$/;

/**
 * A name without the route behind it, as servers write it that call an operation by its function, path and method:
 * `list_users_api_v1_users_get`.
 */
function withoutRoute(words: readonly string[]): readonly string[] {
  if (words.length < 4 || !METHODS.has(words.at(-1) as string) || verbClassOf(words[0] as string) === undefined)
    return words;
  for (let cut = 2; cut < words.length - 1; cut++) {
    const first = words.slice(cut, -1).find((word) => !VERSION.test(word));
    if (first === undefined) return words;
    const named = words.slice(1, cut).some((word) => singularWord(word) === singularWord(first));
    if (named) return words.slice(0, cut);
  }
  return words;
}
