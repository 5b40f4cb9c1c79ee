import type { FunctionSignature } from '../signature/index.ts';
import { PLAIN_LEXICON } from './lexicon.ts';
import { draftOf } from './operation/draft.ts';
import { type Draft, type Facts, type OperationReading, READING } from './operation/facts.ts';
import { choosePhrase, nameFromText, readName, withoutOpaque } from './operation/name.ts';
import { manyInAnswer } from './operation/reading.ts';
import { isQuestion, phraseOfText, wordsOfFunction } from './phrase.ts';
import type { Leaf } from './values.ts';

export type { OperationReading } from './operation/facts.ts';

/** Reads the operation from the verb of the name, else of the description, and from what goes in and comes out. */
export function readOperation(
  signature: FunctionSignature,
  inputs: readonly Leaf[],
  outputs: readonly Leaf[],
  lexicon = PLAIN_LEXICON,
): OperationReading {
  const text = phraseOfText(signature.description);
  const name = lexicon.foreign
    ? nameFromText(signature.description, text)
    : withoutOpaque(readName(signature, lexicon, text, inputs), text);
  const chosen = lexicon.foreign && text.verb !== '' ? text : choosePhrase(name, text);
  const facts: Facts = { signature, inputs, outputs, name, text, phrase: chosen };
  const draft = readOnlyCheck(questionCheck(draftOf(facts), facts), facts);
  return {
    operation: draft.operation,
    verb: chosen.verb,
    verbClass: chosen.verbClass,
    certainty: draft.certainty,
    name,
    text,
    words: wordsOfFunction(signature.name, lexicon),
    evidence: [{ source: 'prose', because: draft.because }],
  };
}

/** A description that asks is answered: `substitute_ingredient`, "What can be used instead of an ingredient". */
function questionCheck(draft: Draft, facts: Facts): Draft {
  if (READING.has(draft.operation) || !isQuestion(facts.signature.description)) return draft;
  const many = facts.name.many || manyInAnswer(facts) === true;
  return { operation: many ? 'list' : 'get', certainty: 0.7, because: 'the description is a question' };
}

/** What the author marks as reading only changes nothing, whatever the verb. */
function readOnlyCheck(draft: Draft, facts: Facts): Draft {
  if (facts.signature.annotations.readOnly !== true || READING.has(draft.operation)) return draft;
  const { text, name } = facts;
  const because = 'it is marked as reading only';
  if (text.verbClass === 'compute' || facts.phrase.verbClass === 'compute')
    return { operation: 'compute', certainty: 0.7, because };
  const many = name.many || manyInAnswer(facts) === true || text.verbClass === 'list';
  return { operation: many ? 'list' : 'get', certainty: 0.7, because };
}
