import { contentWords, root } from '../english/index.ts';
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
const SIGNING_IN = new Set(
  ['login', 'log', 'logged', 'sign', 'auth', 'authenticate', 'credential', 'session'].map(root),
);

function hasWord(said: ReadonlySet<string>, word: string): boolean {
  return said.has(word) || (SIGNING_IN.has(word) && [...SIGNING_IN].some((other) => said.has(other)));
}

/** Roots of a text's words; those that say nothing of what has to be done are left out. */
function wordsIn(text: string): Set<string> {
  return new Set(
    contentWords(text)
      .filter((word) => word.length > 2 && !ASKING.has(word))
      .map(root),
  );
}

/** Words that a message asks with, whatever it asks for. */
const ASKING = new Set(['before', 'after', 'first', 'please', 'have', 'has', 'you', 'were']);
