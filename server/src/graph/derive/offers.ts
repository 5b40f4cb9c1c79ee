import { type Deed, givesBytes } from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { KnownValue } from './concepts.ts';
import { numbered } from './key-set.ts';
import { type Keyed, KeyedList } from './keys.ts';
import { inEnvelope, isErrorEnvelope, mainOutput } from './offers/envelope.ts';
import { givenIdentifiers, issuesIdentifiers, offerIdentifier } from './offers/identifier.ts';
import { listKey, mentionKey } from './offers/keys.ts';
import { isArithmetic, offerQuantity, PICTURED } from './offers/quantity.ts';
import { echoKeys, issuesIdentity, offerValue } from './offers/value.ts';
import type { Output } from './outputs.ts';

export { asOfDeed } from './offers/identifier.ts';
export { listKey } from './offers/keys.ts';
export { kindsOf } from './offers/kinds.ts';
export { isArithmetic, numberKey } from './offers/quantity.ts';

/** Something a function has to give; `value` is an index into the profile's outputs. */
export type Offer = Keyed;

/** The values of a function's answer, each under every key it can be met by. */
export function offersOf(
  signature: FunctionSignature,
  deed: Deed,
  outputs: readonly Output[],
  inputs: readonly KnownValue[],
  scope: number,
  inferred: boolean,
): Offer[] {
  const offers = new KeyedList();
  const taken = echoKeys(inputs, deed);
  const numbers = outputs.filter((output) => output.type === 'number').length;
  const described = !inferred;
  const binary = givesBytes(signature.description) || deed.object.some((word) => PICTURED.has(word));
  const computed = isArithmetic(deed, inputs, outputs);
  const issues = issuesIdentity(outputs, taken);
  const money = computed && inputs.some((input) => input.words.includes('currency'));
  const enveloped = isErrorEnvelope(outputs);
  if (!enveloped) {
    outputs.forEach((output, position) => {
      if (output.type === 'boolean' || inEnvelope(output)) return;
      offerValue(offers, output, position, deed, taken, issues);
      if (!output.composite)
        offerQuantity(offers, output, position, deed, {
          numbers,
          leaves: outputs.length,
          computed,
          money,
          described,
          about: deed.about,
          binary,
        });
    });
  }
  const given = givenIdentifiers(inputs, deed);
  const issuing = issues && issuesIdentifiers(outputs, given);
  outputs.forEach((output, position) => {
    offerIdentifier(offers, output, position, deed, given, issuing);
  });
  offerObject(offers, deed, outputs, inputs, scope);
  const named = mentionKey(signature.name);
  if (named !== undefined) offers.add(named, 0.9, '', 'mention', mainOutput(outputs));
  return offers.list();
}

/** `list_genres` offers genres whatever its answer calls them; `page_snapshot` offers what a snapshot shows. */
function offerObject(
  offers: KeyedList,
  deed: Deed,
  outputs: readonly Output[],
  inputs: readonly KnownValue[],
  scope: number,
): void {
  const head = deed.object.at(-1);
  if (inputs.some((input) => input.concept?.role !== undefined && input.concept.entity.at(-1) === head)) return;
  const gives =
    deed.action === 'read' || deed.action === 'list' || deed.action === 'compute' || deed.action === 'other';
  const value = mainOutput(outputs);
  if (head === undefined || !gives || value < 0) return;
  offers.add(`s:${numbered(head, deed.number)}@${scope}`, 0.7, '', 'named-source', value);
  const lists = deed.by.length === 0 && outputs[value]?.many === true && deed.several;
  if (lists) offers.add(listKey(head, deed.number, scope), 0.75, '', 'list-of', value);
}
