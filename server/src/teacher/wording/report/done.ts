import { isPlumbing, participle } from '../../../english/index.ts';
import type { TellingBook } from '../../phrases/telling.ts';
import type { PastCall, PlannedArgument } from '../../types.ts';
import type { Choices } from '../choose.ts';
import { frame } from '../frame.ts';
import { parameterWords, valueKind } from '../parameter.ts';
import { toSpeaker } from '../speaker.ts';
import { deedOf } from '../wish/deed.ts';
import { named, thingOf } from '../wish/noun.ts';
import { wishOf } from '../wish/wish.ts';

/** Longer clauses are no short report any more. */
const MAX_CLAUSE = 160;

/**
 * What a call that worked has done: "I have moved issue 5 to sprint 7."; where it only looked, that there is no more.
 * A report that follows another has no lead of its own.
 */
export function doneText(call: PastCall, choices: Choices, book: TellingBook, first = true): string {
  const { kind } = deedOf(call.tool);
  if (kind === 'look' || kind === 'list') {
    const about = namedByCall(call);
    if (about === '') return choices.pick('done', book.done);
    return frame(choices.pick('more', book.nothingMore), { x: about });
  }
  const clause = doneClause(call, choices);
  return clause === undefined
    ? choices.pick('done', book.done)
    : frame(choices.pick('did', first ? book.did : book.didToo), { p: clause });
}

/** "moved issue 5 to sprint 7": the deed of a call with what it was done to; undefined where that is too long to say. */
export function doneClause(call: PastCall, choices: Choices): string | undefined {
  const planned = call.arguments;
  const given = Object.entries(planned).flatMap(([parameter, value]): PlannedArgument[] => {
    const kind = valueKind(parameterWords(call.tool.signature, parameter), value);
    const schema = parameterWords(call.tool.signature, parameter).schema;
    // What can only be one value, or serves the machinery, was never asked for.
    if (isPlumbing(parameter, Array.isArray(schema.enum) ? schema.enum : undefined)) return [];
    const plain = kind !== 'prose' && kind !== 'object' && kind !== 'boolean' && !JSON.stringify(value).includes('{');
    return plain ? [{ parameter, value, origin: { from: 'user' } }] : [];
  });
  const known = { past: [], calls: [], turn: 0, plain: true };
  const { clause } = wishOf({ tool: call.tool, arguments: given, role: 'asked' }, known, choices);
  const [verb = '', ...rest] = clause.split(' ');
  if (clause.length > MAX_CLAUSE || clause.includes('\n')) return undefined;
  return toSpeaker(`${participle(verb)} ${rest.join(' ')}`.trim());
}

/** The thing that a call was about, by the argument that names it: "tank 7"; empty where none or several do. */
export function namedByCall({ tool, arguments: given }: PastCall): string {
  const things = Object.entries(given).flatMap(([parameter, value]): string[] => {
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    const thing = thingOf(tool, parameterWords(tool.signature, parameter));
    return thing === undefined || thing === 'one' ? [] : [named(thing, String(value))];
  });
  return things.length === 1 ? (things[0] as string) : '';
}

/** Says that a call did what it was to do, whether or not it has. */
export function claimDone(call: PastCall, choices: Choices, book: TellingBook): string {
  const { kind } = deedOf(call.tool);
  const looks = kind === 'look' || kind === 'list';
  return looks ? choices.pick('done', book.done) : doneText(call, choices, book);
}
