import { isThirdPerson, spoken } from '../../../../english/index.ts';
import { isDate, isMoment } from '../../values.ts';
import { type Field, factOf, type Predicate } from './field.ts';

export function dueOrYear({ value, name, said }: Field): Predicate | undefined {
  if (/^(?:due|due date|deadline|due at|due on)$/.test(name)) return { text: `is due on ${said}`, rank: 4 };
  return name === 'year' && typeof value === 'number' ? { text: `is from ${said}`, rank: 4 } : undefined;
}

/** "starts on 3 May at 10:00", "expires on 3 May", "is next due on 3 May": a noun or verb of beginning with its day. */
export function beginsOrEnds({ words, value, said }: Pick<Field, 'words' | 'value' | 'said'>): Predicate | undefined {
  const kept = /^(?:at|on|date|time|day)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  if (!(isDate(value) || isMoment(value))) return undefined;
  if (kept.at(-1) === 'due' && kept.length <= 2) return { text: `is ${kept.join(' ')} on ${said}`, rank: 4 };
  const verb = kept.length === 1 ? BEGINNINGS.get(kept[0] as string) : undefined;
  return verb === undefined ? undefined : { text: `${verb} on ${said}`, rank: 4 };
}

const BEGINNINGS = new Map(
  Object.entries({
    start: 'starts',
    starts: 'starts',
    begin: 'begins',
    begins: 'begins',
    end: 'ends',
    ends: 'ends',
  }).concat(
    Object.entries({
      finish: 'finishes',
      expires: 'expires',
      expiry: 'expires',
      expiration: 'expires',
      closes: 'closes',
    }),
    Object.entries({ opens: 'opens', renews: 'renews', eta: 'is expected', deadline: 'is due' }),
  ),
);

/** "ends at 10:00", "was sent on 3 May": the name is the predicate. */
export function verbWithDay({ value, words, name, last, said }: Field): Predicate | undefined {
  const [first = ''] = words;
  const happens = isThirdPerson(first) || (/[^su]s$/.test(first) && (isDate(value) || isMoment(value)));
  if (words.length === 2 && /^(?:at|on)$/.test(last) && happens && typeof value === 'string')
    return { text: `${first} ${/^\d{1,2} \p{L}+ \d{4}/u.test(said) ? 'on' : last} ${said}`, rank: 4 };
  const participle =
    /^([a-z]+ed|sent|made|paid|sold|built|taken|written|given|held|bought|drawn|born|seen|shown|left|lent) (?:at|on|date)$/.exec(
      name,
    )?.[1];
  if (participle !== undefined && typeof value === 'string')
    return {
      text: `${/^(?:expected|scheduled|planned|estimated)$/.test(participle) ? 'is ' : ITSELF.test(participle) ? '' : 'was '}${participle} on ${said}`,
      rank: 5,
    };
  return name === 'as of' ? { text: `is as of ${said}`, rank: 5 } : undefined;
}

/** What a thing or a person does itself, and nobody did to it. */
const ITSELF =
  /^(?:applied|arrived|departed|started|ended|expired|joined|finished|landed|returned|happened|occurred|logged)$/;

/** "was last updated on 3 May", "is on 3 May", "has a delivery date of 3 May", "opens at 9:00". */
export function onItsDay({ words, value, name, last, said }: Field): Predicate | undefined {
  const day = isDate(value) || isMoment(value);
  if (day && /^last (?:update|change|modification|edit)$/.test(name))
    return {
      text: `was last ${{ update: 'updated', change: 'changed', modification: 'modified', edit: 'edited' }[words[1] as string]} on ${said}`,
      rank: 4,
    };
  if (day && /^(?:date|day)$/.test(name)) return { text: `falls on ${said}`, rank: 4 };
  // `pickup_at`: the pickup is on 3 May.
  if (day && words.length > 1 && /^(?:at|on)$/.test(last)) return factOf(spoken(words.slice(0, -1)), `on ${said}`, 5);
  if (day) return factOf(spoken(words), /^(?:date|day|time|deadline)$/.test(last) ? said : `on ${said}`, 5);
  if (
    words.length === 1 &&
    isThirdPerson(name) &&
    /^(?:open|close|start|end|begin|leave|depart|arrive|expire|finish|stop)s$/.test(name)
  )
    return { text: `${name} ${/^\d/.test(said) ? 'at ' : ''}${said}`, rank: 4 };
  return undefined;
}

/** "is from Vienna", "goes to Graz", "departs at 10:00". */
export function wayThere({ name, said }: Field): Predicate | undefined {
  if (/^(?:from|origin|source)$/.test(name)) return { text: `is from ${said}`, rank: 2 };
  if (/^(?:to|destination|target)$/.test(name)) return { text: `goes to ${said}`, rank: 2 };
  if (/^(?:departs|departure|departs at)$/.test(name)) return { text: `departs ${dated(said)}`, rank: 3 };
  if (/^(?:arrives|arrival|arrives at)$/.test(name)) return { text: `arrives ${dated(said)}`, rank: 3 };
  return undefined;
}

export function dated(said: string): string {
  return /^\d{1,2} \p{L}+ \d{4}/u.test(said) ? `on ${said}` : /^\d/.test(said) ? `at ${said}` : `from ${said}`;
}
