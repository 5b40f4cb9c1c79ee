import { baseForm, isAlsoNoun, isVerb, splitWords, verbClassOf } from '../../english/index.ts';
import { isQuestion, leadOfText, ownText } from '../phrase.ts';
import { ATTRIBUTE_NOUNS, PLURAL_OF_ONE, SERIES_NOUNS } from '../vocabulary.ts';
import { COMPUTING, isConversion, isQuestionOfNumbers, isSumOfArguments } from './computing.ts';
import type { Draft, Facts } from './facts.ts';
import { namedNumber } from './named-number.ts';
import { manyInAnswer, saysMany } from './reading.ts';

/** `payment_methods`, `order_status`: a name that is only a noun reads what it names. */
export function draftWithoutVerb(facts: Facts): Draft {
  const { name, signature } = facts;
  const head = name.object.at(-1) ?? '';
  if (isQuestionOfNumbers(facts)) return { operation: 'compute', certainty: 0.7, because: 'it asks for numbers only' };
  if (name.object.length === 0 && isQuestion(signature.description))
    return { operation: 'get', certainty: 0.6, because: 'the description is a question' };
  if (name.object.length === 0 || isUntold(facts))
    return { operation: 'other', certainty: 0.3, because: 'neither name nor description has a known verb' };
  if (isConversion(facts))
    return { operation: 'compute', certainty: 0.9, because: 'it turns a number of one unit into another' };
  if (COMPUTING.has(head) || isSumOfArguments(facts))
    return { operation: 'compute', certainty: 0.75, because: `${head} follows from the arguments` };
  if (givesSomething(facts))
    return { operation: 'act', certainty: 0.55, because: 'the description gives a thing something' };
  if (isUnknownDeed(facts)) return { operation: 'act', certainty: 0.5, because: 'the description begins with a deed' };
  const many = manyInAnswer(facts);
  const plural = name.many && !PLURAL_OF_ONE.has(head);
  if (many !== true && asksHowMuch(facts.signature.description))
    return { operation: 'get', certainty: 0.7, because: 'the description asks for one value' };
  if (many === undefined && namedNumber(signature.name, '') !== undefined)
    return { operation: 'get', certainty: 0.75, because: 'the name says that it is one number' };
  if (isOnlyRecords(facts) || (many !== false && leadsWithMany(facts)))
    return { operation: 'list', certainty: 0.7, because: 'the description or the answer speaks of several' };
  if (
    many === true ||
    SERIES_NOUNS.has(head) ||
    (plural && many !== false) ||
    (saysMany(signature.description) && !PLURAL_OF_ONE.has(head))
  )
    return { operation: 'list', certainty: 0.75, because: 'the name is only a noun, in the plural' };
  return { operation: 'get', certainty: 0.75, because: 'the name is only a noun' };
}

/** Nothing beside the name tells what it does, nor does the name use a word of interfaces or of its own parameters. */
function isUntold({ name, signature, inputs }: Facts): boolean {
  if (signature.description !== '' || signature.response !== undefined) return false;
  const head = name.object.at(-1) ?? '';
  if (ATTRIBUTE_NOUNS.has(head) || SERIES_NOUNS.has(head) || PLURAL_OF_ONE.has(head) || name.preposition !== '')
    return false;
  return !inputs.some(({ identifies, owner }) => identifies > 0.4 && owner?.some((word) => name.object.includes(word)));
}

/** `agenda`, "Events on a day": a noun, and a description of several things. */
function leadsWithMany({ signature, name }: Facts): boolean {
  const lead = leadOfText(signature.description);
  const told = lead.object.at(-1) ?? '';
  // `Courses and grades of a student` tells what one record holds.
  if (/^\W*[\w-]+(?:\s+[\w-]+)?\s+and\s/.test(signature.description)) return false;
  const value = ATTRIBUTE_NOUNS.has(name.object.at(-1) ?? '') && !SERIES_NOUNS.has(name.object.at(-1) ?? '');
  return lead.many && told !== '' && !value && !PLURAL_OF_ONE.has(told) && !ATTRIBUTE_NOUNS.has(told);
}

/** The whole documented answer is one list of records. */
function isOnlyRecords({ signature, outputs }: Facts): boolean {
  if (signature.response === undefined) return false;
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.includes('[]'));
  const [only] = top;
  return (
    only !== undefined &&
    top.length === 1 &&
    only.composite &&
    only.many &&
    outputs.some(({ path }) => path.startsWith(`${only.path}[].`))
  );
}

/** `seed_team(team_id, seed)`, "Gives a team its seed": a value that is asked for is given to a record. */
function givesSomething({ signature, inputs }: Facts): boolean {
  const given = inputs.some(({ required, identifies, composite }) => required && !composite && identifies < 0.45);
  return (
    given &&
    /^\W*gives?\s+(?:an?|the|one|each)\s+\w+\s+(?:\w+\s+)?(?:an?|its|their|his|another|new)\b/i.test(
      signature.description.slice(0, 80),
    )
  );
}

/** `stitch_map`, "Combine images into one map": a command of which nothing else is known. */
function isUnknownDeed({ signature, text }: Facts): boolean {
  const [said = '', next = ''] = splitWords(ownText(signature.description).slice(0, 60));
  const verb = baseForm(said);
  // `seek_to`, "Jump to a position".
  if (said !== '' && text.verb === said && text.verbClass === undefined && !SHOWING.has(said) && !isAlsoNoun(said))
    return true;
  return isVerb(verb) && !isAlsoNoun(verb) && verbClassOf(verb) === undefined && !SHOWING.has(verb) && next !== 'of';
}

export const SHOWING = new Set(
  `give tell provide receive use visualize visualise chart access identify help allow detail outline expose surface
  reveal print dump render illustrate mirror reflect represent enable guide act contain expose consult`.split(/\s+/),
);

/** `How much a client still has to pay`: one value answers it. */
function asksHowMuch(description: string): boolean {
  return /^\W*(?:how (?:much|far|long|old|big|high|often)|whether|what (?:an?|the) \w+ (?:has|have|had) \w+ed)\b/i.test(
    ownText(description).slice(0, 60),
  );
}
