import type { PlannedCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { changingWish } from './clause/changing.ts';
import { chosenWish } from './clause/chosen.ts';
import { describedWish } from './clause/described.ts';
import { directedWish } from './clause/directed.ts';
import { namelessNumbers } from './clause/numbers.ts';
import { phrasedWish } from './clause/phrased.ts';
import { plainWish } from './clause/plain.ts';
import { replacingWish } from './clause/replacing.ts';
import { writingWish } from './clause/writing.ts';
import { deedOf } from './deed.ts';
import type { Draft } from './draft.ts';
import { foldContainers } from './joint/containers.ts';
import { withOneFor } from './joint/one-for.ts';
import { restOf } from './rest.ts';
import { slotsOf } from './slots.ts';

/** What a person wants of one call, in words. */
export interface Wish {
  /** In base form: "move issue 5 to the second milestone". */
  readonly clause: string;
  /** The same as something that the speaker does: "see issue 5" where the clause is "show me issue 5". */
  readonly own?: string;
  /** What is asked for, where the wish is to be told something: "the status of order 7". */
  readonly noun?: string;
  /** What found no place in the clause. */
  readonly sentences: readonly string[];
  readonly changes: boolean;
}

/** Words a call as a wish: what is to be done, to what, with the values where a person would put them. */
export function wishOf(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): Wish {
  const { wishes, signature } = call.tool;
  const phrasing =
    wishes === undefined ? known.phrasings?.get(signature.name) : { wish: wishes, refer: [], report: [] };
  return worded({
    deed: deedOf(call.tool),
    call,
    choices,
    left: slotsOf(call, known, choices, leaveOut),
    named: [],
    phrasing: known.plain === true ? undefined : phrasing,
    leaveOut,
    plainly: known.plain === true,
    inside: known.inside === true,
  });
}

function worded(draft: Draft): Wish {
  foldContainers(draft);
  const changes = draft.deed.kind === 'do' || draft.deed.kind === 'make';
  const core =
    phrasedWish(draft) ??
    namelessNumbers(draft) ??
    chosenWish(draft) ??
    describedWish(draft) ??
    replacingWish(draft) ??
    writingWish(draft) ??
    changingWish(draft) ??
    directedWish(draft) ??
    plainWish(draft);
  const rest = restOf(draft, core.clause);
  const { sentences } = rest;
  const phrases = goingTo(draft, core.clause, rest.phrases);
  const whole = (start: string) => withMy(withOneFor(start, phrases).trim());
  const noun = core.noun === undefined ? undefined : whole(core.noun);
  const own = core.own === undefined ? undefined : whole(core.own);
  return {
    clause: whole(core.clause),
    ...(own === undefined ? {} : { own }),
    ...(noun === undefined ? {} : { noun }),
    sentences,
    changes,
  };
}

/** "reschedule the screening to Mill Street Hall": where something goes that is moved. */
function goingTo({ deed }: Draft, clause: string, phrases: readonly string[]): readonly string[] {
  if (!/^(?:move|reschedule|relocate|shift)$/.test(deed.verb) || / to /.test(clause)) return phrases;
  if (phrases.some((text) => text.startsWith('to '))) return phrases;
  const at = phrases.findIndex((text) => /^at \p{Lu}|^at (?:the|that) /u.test(text));
  return phrases.map((text, index) => (index === at ? text.replace('at ', 'to ') : text));
}

/** What is mine takes no other article: "all my cards", not "all the my cards". */
function withMy(text: string): string {
  return text.replace(/\b(all )?(?:the |an? |some )?my (?=\p{Ll})/gu, '$1my ');
}
