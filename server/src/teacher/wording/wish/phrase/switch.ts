import { isAlsoNoun, isPlural, isUncounted, isVerb } from '../../../../english/index.ts';
import { isQuality } from '../../quality.ts';
import type { Deed } from '../deed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { PEOPLE } from './people.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { cap, indefinite } from './shown.ts';

export function switchPhrase({ argument, words, referred, text }: Slot, deed: Deed, own: KeyedChoices): Phrase {
  if (referred) return behind(`depending on ${text}`, 6);
  const on = argument.value === true;
  const plainWords = words.words.filter(
    (word) =>
      !/^(?:is|has|with|include|enable|enabled|allow|use|should|do|flag|return|includes|included|including)$/.test(
        word,
      ),
  );
  const [first = ''] = plainWords;
  const noun = plainWords.join(' ') || words.noun;
  // Who confirms says so himself.
  if (/^(?:confirm|confirmed|confirmation)$/.test(words.words.join(' ')))
    return alone(
      on
        ? own.pick(['Yes, I am sure.', 'I confirm that.', 'I am sure about it.', 'You have my confirmation.'])
        : own.pick(["I don't confirm it yet.", 'Take that as not confirmed yet.']),
    );
  // `on_view`, `in_stock`: how a thing stands.
  if (/^(?:on|in|at|out|off)$/.test(words.words[0] ?? '') && words.words.length === 2 && deed.kind === 'list')
    return behind(`that are ${on ? '' : 'not '}${words.words.join(' ')}`, 4);
  const special = stateSwitch(words.words, on, deed, own);
  if (special !== undefined) return special;
  if (/^(?:no|skip|exclude|ignore|without|disable|hide)$/.test(first) && plainWords.length > 1) {
    const what = plainWords.slice(1).join(' ');
    return behind(
      on ? own.pick([`without ${what}`, `leaving out ${what}`]) : own.pick([`with ${what}`, `including ${what}`]),
      5,
    );
  }
  if (noun === 'dry run')
    return behind(
      on
        ? own.pick(['as a dry run', 'only as a trial run', 'without really changing anything yet'])
        : own.pick(['for real', 'not just as a dry run']),
      6,
    );
  if (/^(?:desc|descending|asc|ascending)$/.test(plainWords.at(-1) ?? '') || /^(?:descending|ascending)$/.test(first)) {
    const down = plainWords.some((word) => word.startsWith('desc')) === on;
    return behind(`in ${down ? 'descending' : 'ascending'} order`, 6);
  }
  if (
    (plainWords.length > 1 && isVerb(first) && !isAlsoNoun(first)) ||
    /^(?:force|overwrite|refund|charge|waive|notify|send|keep|apply|append|replace|wait|sync|save|follow|create|delete|confirm|remind|expand|round|show|sort|merge|stop|start|reset|preserve|retry|validate|compress|encrypt)$/.test(
      first,
    )
  ) {
    const rest = plainWords.slice(1).join(' ');
    const clause =
      rest === ''
        ? first === 'notify'
          ? 'let everybody know'
          : first === 'force'
            ? 'force it'
            : `${first} it`
        : `${first} ${/s$/.test(rest) ? rest : `the ${rest}`}`;
    return alone(
      on
        ? own.pick([`Please ${clause}.`, `And ${clause}.`, `Do ${clause}.`])
        : own.pick([`Don't ${clause}.`, `No need to ${clause}.`, `Please don't ${clause}.`]),
    );
  }
  if (plainWords.length === 1 && isQuality(first) && deed.kind === 'list' && filters(words, first))
    return behind(
      on
        ? own.pick([`, only the ${first} ones`, `that are ${first}`, `, just the ${first} ones`])
        : own.pick([`that are not ${first}`, `, leaving out the ${first} ones`, `, without the ${first} ones`]),
      6,
    );
  if (plainWords.length === 1 && isQuality(first) && (deed.kind === 'list' || deed.kind === 'look'))
    return behind(
      on
        ? own.pick([`, including the ${first} ones`, `, the ${first} ones too`])
        : own.pick([`, but not the ${first} ones`, `, leaving out the ${first} ones`]),
      6,
    );
  if (plainWords.length === 1 && isQuality(first)) {
    return alone(
      on
        ? own.pick([`Make it ${first}.`, `It should be ${first}.`, `${cap(first)}, please.`])
        : own.pick([`Not ${first}, though.`, `It need not be ${first}.`, `It should not be ${first}.`]),
    );
  }
  // "Whether a guide is needed": one of them, and none in particular.
  const one =
    new RegExp(`\\ban? ${noun}\\b`, 'i').test(String(words.schema.description ?? '')) && /^[\p{L} ]+$/u.test(noun);
  const said = isPlural(noun) || isUncounted(noun) ? noun : one ? indefinite(noun) : `the ${noun}`;
  return behind(on ? `with ${said}` : own.pick([`without ${said}`, `with no ${noun}`]), 5);
}

/** A switch of a list says how its things are to stand, unless it says that others come along. */
function filters({ words, schema }: Slot['words'], quality: string): boolean {
  const told = String(schema.description ?? '');
  if (
    /^(?:with|include|includes|including)$/.test(words[0] ?? '') ||
    /\b(?:includ|also|as well|in addition)/i.test(told)
  )
    return false;
  return (
    /\b(?:filter|only|restrict|limit)/i.test(told) ||
    !/^(?:archived|deleted|hidden|inactive|cancelled|closed|expired)$/.test(quality)
  );
}

const STANDS =
  /^(?:paid|signed|received|sent|verified|confirmed|complete|completed|approved|delivered|cleared|settled|resolved|closed|finished|done)$/;

/** What has happened to a thing, or has not. */
const HAPPENED =
  /^(?:seen|found|checked|inspected|tested|cleaned|replaced|repaired|opened|used|damaged|broken|removed|informed|notified|fed|washed|treated|observed|detected|noticed|present)$/;

/** Switches whose name says how things are: "pets allowed", "breakfast included", "available only", "needs projector". */
function stateSwitch(words: readonly string[], on: boolean, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const many = deed.kind === 'list';
  const what = words.slice(0, -1).join(' ');
  if (words.length > 1 && /^(?:allowed|permitted|accepted|welcome)$/.test(last)) {
    const verb = last === 'accepted' ? 'accept' : 'allow';
    if (many)
      return behind(on ? `that ${verb} ${what}` : own.pick([`that do not ${verb} ${what}`, `without ${what}`]), 5);
    return behind(
      on
        ? own.pick([`with ${what} ${last}`, `where ${what} ${isPlural(what) ? 'are' : 'is'} ${last}`])
        : `without ${what}`,
      5,
    );
  }
  if (words.length > 1 && /^(?:included|enabled|required|needed|provided|available)$/.test(last))
    return behind(
      on
        ? own.pick([`with ${what} ${last === 'enabled' ? 'on' : last}`, `with ${what}`])
        : own.pick([`without ${what}`, `with no ${what}`]),
      5,
    );
  // "deposit paid": a thing and how it stands.
  if (words.length > 1 && words.length <= 3 && STANDS.test(last)) {
    const be = isPlural(what) ? 'are' : 'is';
    return many
      ? behind(`whose ${what} ${be} ${on ? '' : 'not '}${last}`, 6)
      : alone(on ? `The ${what} ${be} ${last}.` : `The ${what} ${be} not ${last}${last === 'complete' ? '' : ' yet'}.`);
  }
  // "queen seen": what somebody saw or did, told as it was.
  if (words.length > 1 && words.length <= 3 && !many && deed.kind !== 'look' && HAPPENED.test(last) && !isVerb(first))
    return alone(`The ${what} ${isPlural(what) ? 'were' : 'was'} ${on ? '' : 'not '}${last}.`);
  // "subscribed", "reviewed": how the thing is to be marked.
  if (words.length === 1 && /ed$/.test(first) && (deed.kind === 'do' || deed.kind === 'make') && !isQuality(first))
    return alone(on ? `Mark it as ${first}.` : `Not ${first}, though.`);
  const only = last === 'only' ? what : first === 'only' ? words.slice(1).join(' ') : '';
  if (only !== '') {
    const single = !only.includes(' ');
    if (many || deed.kind === 'look')
      return behind(
        single
          ? on
            ? own.pick([`, only the ${only} ones`, `, just the ${only} ones`])
            : own.pick([`, not just the ${only} ones`, `, whether ${only} or not`])
          : on
            ? `, ${only} only`
            : `, not only ${only}`,
        6,
      );
    return behind(on ? `, ${only} only` : `, not only ${only}`, 6);
  }
  // "gluten free": how the things are that are looked for.
  if (many && words.length === 2 && /^(?:free|friendly|proof|resistant|accessible|compatible|safe)$/.test(last))
    return behind(on ? `that are ${words.join('-')}` : `that are not ${words.join('-')}`, 5);
  if (/^(?:needs?|requires?|wants?)$/.test(first) && words.length > 1) {
    const thing = words.slice(1).join(' ');
    return behind(on ? `with ${indefinite(thing)}` : own.pick([`with no ${thing}`, `without ${indefinite(thing)}`]), 5);
  }
  if (first === 'is' && words.length === 2 && PEOPLE.test(last))
    return alone(
      on
        ? own.pick([`They are ${indefinite(last)}.`, `It is for ${indefinite(last)}.`])
        : `They are not ${indefinite(last)}.`,
    );
  return undefined;
}
