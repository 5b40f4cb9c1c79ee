import { isVerb } from '../../../../english/index.ts';
import type { Deed } from '../deed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { behind, type Phrase } from './phrase.ts';

/** What is booked or set for a moment happens then: "book a lesson on 3 May at 10:00". */
function startAlone({ words }: Slot, { kind }: Deed): boolean {
  return (
    (kind === 'make' || kind === 'do') &&
    words.words.some((word) => /^(?:start|starts|begin|begins|starting)$/.test(word))
  );
}

/** How a thing is on a day that one looks for. */
const STANDS = /^(?:available|free|open|due|valid|effective|active|vacant|bookable)$/;
const LOOKS = /^(?:list|look)$/;

/** Verbs that put an end to what goes on. */
const ENDS_IT =
  /^(?:terminate|end|cancel|close|stop|quit|withdraw|resign|discontinue|deactivate|expire|call off|give up|vacate|leave|move out|dismiss|lay off|retire|hand back)$/;

/** Verbs by which a day becomes another. */
const MOVES_A_DAY = /^(?:extend|prolong|postpone|push back|move|shift|advance|bring forward)$/;

export function datePhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const { kind, words, referred, text } = slot;
  const dated = kind === 'date' || kind === 'moment';
  if (!dated && kind !== 'time') return undefined;
  const all = words.words;
  const [head = ''] = all;
  if (all.length > 1 && /^(?:after|before|since|until)$/.test(all.at(-1) ?? ''))
    return behind(slot.range === 'end' ? `${all.at(-1)} ${text}` : `${all.join(' ')} ${text}`, 7);
  // `required_by`: by when; `available_on`: how the things are that are looked for.
  if (all.length === 2 && all[1] === 'by' && /ed$/.test(head)) return behind(`by ${text}`, 7);
  if (all.length === 2 && /^(?:on|at|from)$/.test(all[1] ?? '') && STANDS.test(head) && LOOKS.test(deed.kind))
    return behind(`${head} ${kind === 'time' || all[1] === 'from' ? all[1] : 'on'} ${text}`, 7);
  if (all.length > 1 && /^(?:at|on|by)$/.test(all.at(-1) ?? '') && isVerb(head)) {
    // "deliver at": at what time it is to be done.
    const lead =
      all.at(-1) === 'on' && /^(?:expire|end|close|lapse|stop)/.test(head) ? 'until' : (all.at(-1) as string);
    const place = lead === 'on' && kind === 'time' ? 'at' : lead === 'at' && kind !== 'time' ? 'on' : lead;
    return behind(`${place} ${text}`, 7);
  }
  // `pickup_at`: for what it is to be ready then.
  const ready = /^(pick(?:ed)? ?up|delivery|collection|dispatch|shipping) (?:at|on|date|time)$/.exec(
    all.join(' '),
  )?.[1];
  if (dated && ready !== undefined) return behind(`for ${/^pick/.test(ready) ? 'pickup' : ready} on ${text}`, 7);
  if (kind === 'time' && /^(?:arrival|departure)(?: time)?$/.test(all.join(' ')) && deed.kind !== 'list')
    return behind(`, ${head === 'arrival' ? 'arriving' : 'leaving'} at ${text}`, 8);
  if (all.join(' ') === 'point in time') return behind(`as of ${text}`, 7);
  if (isBirth(all) && referred) return behind(`with ${text}`, 4);
  const end = slot.range;
  const lead = (() => {
    // What is ended ends on its day, not until then.
    if (ENDS_IT.test(deed.verb) && all.some((word) => /^(?:end|ending|termination|last|closing|effective)$/.test(word)))
      return own.pick(['on', 'as of', 'effective']);
    if (end !== undefined) return end === 'start' ? 'from' : own.pick(['to', 'until']);
    if (/^(?:expires?|expiry)$/.test(head)) return 'until';
    if (MOVES_A_DAY.test(deed.verb) && /^(?:new|due|deadline)$/.test(head)) return 'to';
    if (all.some((word) => /^(?:due|deadline|expected|eta)$/.test(word)))
      return own.pick(['due', 'due by', 'to be done by', 'due on']);
    if (all.some((word) => /^(?:start|begin|from|since|after|checkin|min|earliest|starting|in)$/.test(word)))
      return startAlone(slot, deed)
        ? kind === 'time'
          ? 'at'
          : 'on'
        : own.pick(kind === 'time' ? ['from'] : ['from', 'starting', 'from']);
    if (
      all.some((word) =>
        /^(?:end|until|to|before|checkout|till|max|latest|expires|expiry|expiration|ending|out|departure)$/.test(word),
      )
    )
      return kind === 'time' ? 'until' : own.pick(['until', 'to', 'up to']);
    if (isBirth(all)) return 'born on';
    if (kind === 'time' && /^(?:schedule|plan|arrange|set|book)$/.test(deed.verb)) return own.pick(['at', 'for']);
    if (kind === 'time') return 'at';
    return 'on';
  })();
  // Who somebody is stands behind the name.
  const rank = isBirth(all) ? 1.5 : 7;
  return behind(
    `${lead} ${referred && !/^(?:the|that|its|those|this|these|each)\b/.test(text) ? `the ${text}` : text}`,
    rank,
  );
}

function isBirth(words: readonly string[]): boolean {
  return words.some((word) => /^(?:birth|birthday|birthdate|dob|born)$/.test(word));
}
