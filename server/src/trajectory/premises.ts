import { type GenerationContext, toolOf } from './session.ts';

/** Premises tried for one refused call, at most. */
const MAX_TRIED = 3;

/**
 * Functions that the words of an error ask to run first: "Not signed in. Please use desk_login first.", "Lock the doors
 * before starting." Those named outright come first, then those most of whose own words stand in the message.
 */
export function premisesAskedFor(message: string, refused: string, context: GenerationContext): string[] {
  const said = wordsIn(message);
  const text = message.toLowerCase();
  const { namespace } = toolOf(context, refused).signature;
  const scored = [...context.tools.keys()].flatMap((id) => {
    const { signature } = toolOf(context, id);
    if (id === refused || signature.namespace !== namespace || context.proposer.isReadOnly(id)) return [];
    if (text.includes(signature.name.toLowerCase())) return [{ id, score: 2 }];
    const own = wordsIn(signature.name);
    const shared = [...own].filter((word) => hasWord(said, word)).length;
    const score = own.size === 0 ? 0 : shared / own.size;
    return score >= 0.5 ? [{ id, score }] : [];
  });
  return scored
    .sort((left, right) => right.score - left.score)
    .slice(0, MAX_TRIED)
    .map(({ id }) => id);
}

/** Ways to say that one is known to the service: a message speaks of one, the function is called by another. */
const SIGNING_IN = new Set([
  'login',
  'logged',
  'sign',
  'signed',
  'authenticat',
  'auth',
  'log',
  'logg',
  'credential',
  'session',
]);

function hasWord(said: ReadonlySet<string>, word: string): boolean {
  return said.has(word) || (SIGNING_IN.has(word) && [...SIGNING_IN].some((other) => said.has(other)));
}

/** Stems of a text's words; those that say nothing by themselves are left out. */
function wordsIn(text: string): Set<string> {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !EMPTY.has(word));
  return new Set(words.map(stem));
}

const EMPTY = new Set(
  'the and for not must before after first please use with this that has have been are was you your'.split(' '),
);

/** A rough stem: `doors` and `door`, `starting` and `start`, `authenticated` and `authenticate` are one. */
function stem(word: string): string {
  const bare = word.replace(/(?:ing|ed|es|e|s)$/, '');
  return bare.length >= 3 ? bare : word;
}
