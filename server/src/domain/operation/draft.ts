import { baseForm, splitWords } from '../../english/index.ts';
import { FREE_TEXT } from '../vocabulary.ts';
import { draftOfComputing, isArithmetic, isJudgement } from './computing.ts';
import type { Draft, Facts } from './facts.ts';
import { draftOfReading } from './reading.ts';
import { draftWithoutVerb, SHOWING } from './without-verb.ts';

export function draftOf(facts: Facts): Draft {
  const { phrase } = facts;
  const told = phrase === facts.text || phrase.verb !== facts.name.verb;
  const said = `the ${told ? 'description' : 'name'} says "${phrase.verb}"`;
  const sure = phrase === facts.name ? 0.9 : 0.7;
  switch (phrase.verbClass) {
    case undefined:
      return draftWithoutVerb(facts);
    case 'get':
    case 'list':
      return draftOfReading(facts, said, sure);
    case 'check':
      return { operation: isJudgement(facts) ? 'compute' : 'get', certainty: sure * 0.85, because: said };
    case 'set':
      return draftOfSetting(facts, said, sure);
    case 'put-in':
      return isArithmetic(facts)
        ? { operation: 'compute', certainty: 0.9, because: 'it takes numbers only' }
        : { operation: 'create', certainty: sure * 0.85, because: said };
    case 'take-out':
      return { operation: 'delete', certainty: sure * 0.85, because: said };
    case 'run':
      if (SHOWING.has(baseForm(splitWords(facts.signature.description.slice(0, 40))[0] ?? '')))
        return { operation: 'get', certainty: 0.6, because: 'the description tells what is shown' };
      return { operation: 'other', certainty: 0.5, because: said };
    case 'compute':
      // `reverse_payment(payment_no)` undoes; `reverse(text)` computes.
      if (phrase.verb === 'reverse' && facts.inputs.some((input) => input.required && input.identifies >= 0.7))
        return { operation: 'act', certainty: sure, because: `${said}, of a record` };
      return draftOfComputing(facts, said, sure);
    default:
      if (phrase.verb === 'mark' && !facts.inputs.some(({ identifies }) => identifies < 0.6))
        return { operation: 'act', certainty: sure, because: `${said}, and no value is given` };
      if (CHANGING.has(phrase.verb) && setsValue(facts)) return { operation: 'update', certainty: sure, because: said };
      return isArithmetic(facts)
        ? { operation: 'compute', certainty: 0.8, because: 'it takes numbers only' }
        : { operation: phrase.verbClass, certainty: sure, because: said };
  }
}

/** Verbs of a new value: where it is given, a field is set. */
const CHANGING = new Set('reschedule extend upgrade downgrade prolong shorten'.split(' '));

function setsValue({ inputs }: Facts): boolean {
  return inputs.some(({ identifies, composite, type, words }) => {
    const last = words.at(-1) ?? '';
    return !composite && identifies < 0.6 && type !== 'boolean' && !FREE_TEXT.has(last);
  });
}

const SESSION_NOUNS = new Set(
  'directory workspace project user account context session branch tenant organization profile database folder tab window frame role'.split(
    ' ',
  ),
);

const OTHERS = new Set(['different', 'another', 'other']);

/** `set_budget_limit` sets a field; `set_working_directory` and `switch_workspace` are the session's. */
function draftOfSetting({ name, phrase, text, signature }: Facts, said: string, sure: number): Draft {
  const head = name.object.at(-1) ?? text.object.at(-1) ?? '';
  const current = /(?:^|_|\b)(?:current|working|active|default)(?:_|\b)/i.test(signature.name);
  // "Switch to a different connection": nothing is changed but which one is used.
  if (
    phrase.verb === 'switch' &&
    text.verb === 'switch' &&
    text.object.length === 0 &&
    OTHERS.has(text.behind[0] ?? '')
  )
    return { operation: 'session', certainty: 0.65, because: said };
  if (SESSION_NOUNS.has(head) && (phrase.verb !== 'set' || current))
    return { operation: 'session', certainty: 0.65, because: said };
  return { operation: 'update', certainty: phrase.verb === 'set' ? sure : 0.6, because: said };
}
