import { capitalize } from '../../../english/index.ts';
import { parameterWords, valueKind } from '../parameter.ts';
import { named, thingOf } from '../wish/noun.ts';
import { saidOutright } from '../wish/slots.ts';
import { wishOf } from '../wish/wish.ts';
import { finish, lowerFirst } from './around.ts';
import type { Asker } from './asker.ts';
import { knownTo } from './described.ts';

/** The answer to an agent that has found no function for what was asked: now there is one. */
export function supplyFunction(asker: Asker): string {
  const { book, choices } = asker;
  const parts = book.supplyFunction.map((options, at) => choices.pick(`supply-${at}`, options));
  const [first = '', second = ''] = choices.chance('swap', 0.3) ? [...parts].reverse() : parts;
  const joint = choices.pick('supply-joint', ['. ', ', ', ' - ', '. ']);
  const question = /^(?:can|could|will) /.test(second) ? '?' : '.';
  return finish(asker, `${first}${joint}${joint === '. ' ? capitalize(second) : lowerFirst(second)}${question}`);
}

/** The answer to an agent that has asked for a value. */
export function supplyValue(asker: Asker, index: number, parameter: string, corrects: boolean): string {
  const { book, choices, style } = asker;
  const call = asker.task.calls[index];
  const argument = call?.arguments.find((item) => item.parameter === parameter);
  if (call === undefined || argument === undefined) return supplyFunction(asker);
  const words = parameterWords(call.tool.signature, parameter);
  const kind = valueKind(words, argument.value);
  const thing = thingOf(call.tool, words);
  if (kind === 'boolean')
    return choices.pick(
      'supply',
      argument.value === true ? ['Yes, please.', 'Yes.', 'Yes, do that.'] : ['No.', 'No, thanks.', 'No, leave it.'],
    );
  if (kind === 'object' || (kind === 'list' && JSON.stringify(argument.value).includes('{'))) {
    const wish = wishOf({ ...call, arguments: [argument] }, knownTo(asker), choices);
    return finish(
      asker,
      [...wish.sentences, ...(wish.sentences.length === 0 ? [`${capitalize(wish.clause)}.`] : [])].join(' '),
    );
  }
  const said = saidOutright(words, argument, thing === undefined ? kind : 'id', choices, style);
  const value = thing === undefined || kind === 'list' || choices.chance('bare', 0.5) ? said : named(thing, said);
  const lead = choices.pick('supply-lead', corrects ? book.supplyCorrection : book.supplyLead);
  const text = choices.pick('supply', book.supply).replace('{v}', () => value);
  return finish(
    asker,
    lead === '' || /[.!?]$/.test(lead)
      ? `${lead} ${/^\p{Ll}+ /u.test(text) ? capitalize(text) : text}`.trim()
      : `${lead} ${/^(?:It's|Make|Let's|That|Go|Take)/.test(text) && !lead.endsWith('.') ? text.charAt(0).toLowerCase() + text.slice(1) : text}`,
  );
}
