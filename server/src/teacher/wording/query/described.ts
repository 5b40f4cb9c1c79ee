import { isPlural, ordinal, PREPOSITIONS, plural, singular, splitWords } from '../../../english/index.ts';
import type { PlannedArgument, PlannedCall, WriteQueryTask } from '../../types.ts';
import { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { deedOf } from '../wish/deed.ts';
import { wishOf } from '../wish/wish.ts';
import type { Asker } from './asker.ts';
import { notByName } from './function-names.ts';

/** What one query has described: things that the user never asks for, and tells of where they are used. */
export interface Descriptions {
  /** Sentences that belong to a thing which is described. */
  readonly asides: string[];
  /** The noun of each call that was described. */
  readonly nouns: Map<PlannedCall, string>;
}

/** What the person can refer to; things that are described on the way are kept in `descriptions`. */
export function knownTo(asker: Asker, descriptions: Descriptions = { asides: [], nouns: new Map() }): Known {
  const { past, calls, turn } = asker.task;
  const known: Known = {
    past,
    calls,
    turn,
    style: asker.style,
    phrasings: asker.phrasings,
    describe: (call, argument) => described(asker.task, call, argument, known, descriptions),
  };
  return known;
}

/** "the first sprint of board 7", "each zone of greenhouse 3", "the user with the email x". */
function described(
  { calls, intent, seed }: WriteQueryTask,
  call: PlannedCall,
  { origin, each }: PlannedArgument,
  known: Known,
  { asides, nouns }: Descriptions,
): string {
  const leaveOut = intent.kind === 'miss_params' && calls[intent.call] === call ? intent.parameter : undefined;
  const wish = wishOf(call, { ...known, inside: true }, new Choices(`${seed}/${calls.indexOf(call)}`), leaveOut);
  asides.push(...wish.sentences);
  if (wish.noun === undefined) return 'that';
  const oneOfMany = each === true || (origin.from === 'output' && origin.item !== undefined);
  const noun = notByName(wish.noun, call.tool, oneOfMany);
  // A thing that was described is pointed at from then on.
  const before = nouns.get(call);
  if (before !== undefined && each !== true) return `that ${before}`;
  const item = origin.from === 'output' ? origin.item : undefined;
  // What stands in a list inside one thing: "the second item of order 7", "each item of order 7".
  const part = origin.from === 'output' && (item !== undefined || each === true) ? partOf(origin.field) : undefined;
  if (part !== undefined && deedOf(call.tool).kind === 'look') {
    // "the first screening of film 7", whatever of the film is asked for on the way.
    const about = call.arguments.length === 1 ? noun.replace(OF_ONE_THING, '') : noun;
    const whole = about.replace(ALL_ABOUT, '');
    // "the first grade of course 7", and not "of the grades of course 7".
    const head = new RegExp(`^(?:the |all the |all )?(?:\\p{Ll}+ (?:of|for) the )?${plural(part)}(?= |$)`, 'u').exec(
      whole,
    )?.[0];
    if (head !== undefined) {
      const which = each === true ? 'each' : item !== undefined && item.of > 1 ? `the ${ordinal(item.index)}` : 'the';
      return `${which} ${part}${whole.slice(head.length)}`;
    }
    if (each === true) return `each ${part} of ${whole}`;
    return `the ${item !== undefined && item.of > 1 ? `${ordinal(item.index)} ` : ''}${part} of ${whole}`;
  }
  if (item === undefined && deedOf(call.tool).kind === 'look') return noun;
  const one = singularHead(noun);
  nouns.set(call, one.replace(/^the /, '').split(BEHIND_HEAD)[0] as string);
  if (each === true) return one.replace(/^the /, 'each ');
  return item !== undefined && item.of > 1 ? one.replace(/^the /, `the ${ordinal(item.index)} `) : one;
}

/** What is asked for of a thing, before the thing: "the takings of " in "the takings of film 7". */
const OF_ONE_THING =
  /^the (?!(?:first|second|third|last|top)\b)\p{Ll}+(?: \p{Ll}+){0,6} (?:of|for) (?=(?:the|that|this) \p{Ll}|\p{Ll}+ \p{Lu}\S*\d)/u;

/** Words that only say that all is meant which is known of a thing. */
const ALL_ABOUT =
  /^(?:(?:the )?(?:full |complete )?(?:details?|latest|information|info|data|records?|profile|summary) (?:of|on|for|about)|everything on) /;

/** What a list in an answer holds one of: item for `items[].item_id`; undefined where the answer is the list. */
function partOf(field: string): string | undefined {
  const list = /(?:^|\.)(\w+)\[\]/.exec(field)?.[1];
  const all = list === undefined ? [] : splitWords(list);
  // `by_screening` is a list of screenings.
  const words = all[0] === 'by' && all.length > 1 ? [...all.slice(1, -1), plural(singular(all.at(-1) as string))] : all;
  const last = words.at(-1) ?? '';
  return words.length === 0 ||
    words.length > 2 ||
    !isPlural(last) ||
    /^(?:results|data|records|entries|details)$/.test(last)
    ? undefined
    : singular(words.join(' '));
}

/** "users with the email x" → "the user with the email x": one thing is meant. */
function singularHead(text: string): string {
  const words = text.replace(/^(?:the |all the |all |any |my )/, '').split(' ');
  const end = words.findIndex((word, at) => at > 0 && (PREPOSITIONS.has(word) || HEAD_ENDS.test(word)));
  const head = end < 0 ? words : words.slice(0, end);
  const last = (head.at(-1) ?? '').replace(/,$/, '');
  const comma = (head.at(-1) ?? '').endsWith(',') ? ',' : '';
  const rest = end < 0 ? [] : words.slice(end);
  const one = [...head.slice(0, -1), `${singular(last)}${comma}`, ...rest].join(' ');
  return `the ${one.replace(RELATIVE, (_, who: string, verb: string) => `${who} ${ofOne(verb)}`)}`;
}

const BEHIND_HEAD =
  / (?:of|for|from|in|on|at|with|by|about|that|which|who|whose|mentioning|matching|called|named|assigned|born|taken|available) /;

/** What begins the part behind a noun: a relative, a participle, a quotation, a value. */
const HEAD_ENDS =
  /^(?:of|that|which|who|whose|called|named|titled|mentioning|matching|assigned|tagged|filed|owned|due|using|sorted|ordered|including|reachable|registered|born|taken|made|sent|held|available|up)$|^["'(]|\d|,$/;

const RELATIVE = /\b(that|which|who) (are|have|do|match|allow|accept|need|use|mention|speak)\b/g;

/** The verb of several as that of one: are → is, match → matches. */
function ofOne(verb: string): string {
  const irregular: Readonly<Record<string, string>> = { are: 'is', have: 'has', do: 'does', match: 'matches' };
  return irregular[verb] ?? `${verb}s`;
}
