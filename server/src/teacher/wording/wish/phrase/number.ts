import {
  isMoneyWord,
  isPlural,
  isThirdPerson,
  isUncounted,
  PREPOSITIONS,
  plural,
  singular,
  unitOf,
  withArticle,
} from '../../../../english/index.ts';
import { isQuality } from '../../quality.ts';
import type { Deed } from '../deed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { FOR_HOW_MANY, MASSES, RATE } from './measures.ts';
import { behind, type Phrase } from './phrase.ts';

/** What is done with money. */
const MONEY_DEEDS =
  /\b(?:pay|charge|refund|payment|deposit|invoice|bill|donate|donation|transfer|withdraw|withdrawal|credit|tip|fee|budget)\b/;

/** Nouns that are several without an ending. */
const COLLECTIVE = /(?:^| )(?:crew|staff|personnel|livestock|cattle|sheep|fish|aircraft)$/;

export function numberPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  if (slot.kind !== 'number' || slot.thing !== undefined) return undefined;
  const all = slot.words.words;
  const { text } = slot;
  const last = all.at(-1) ?? '';
  const first = all[0] ?? '';
  if (/^(?:delta|difference|increment|decrement)$/.test(last)) return behind(`by ${text}`, 4);
  const value = slot.argument.value;
  if (slot.range !== undefined && !slot.referred && slot.words.unit !== undefined && !/^(?:min|max)/.test(first))
    return behind(`${slot.range === 'start' ? 'from' : 'to'} ${text}`, 7);
  // `times_per_day` 3: "3 times per day".
  const per = all.indexOf('per');
  if (
    per > 0 &&
    per < all.length - 1 &&
    isPlural(all[per - 1] as string) &&
    !isMoneyWord(all[per - 1] as string) &&
    !/^(?:max|min|limit)/.test(first)
  ) {
    const counted = all.slice(0, per);
    // `heart_rate_beats_per_minute` 71: a heart rate of 71 beats per minute.
    const rate = counted.slice(0, -1).join(' ');
    if (RATE.test(rate)) {
      const beats = [value === 1 ? singular(counted.at(-1) as string) : counted.at(-1), ...all.slice(per)].join(' ');
      return behind(`with ${withArticle(rate)} of ${text} ${beats}`, 3);
    }
    return behind(
      `${text} ${[...(value === 1 ? [singular(counted.join(' '))] : counted), ...all.slice(per)].join(' ')}`,
      3,
    );
  }
  const rest = all.filter((word) => !/^(?:min|minimum|max|maximum|at|least|most)$/.test(word));
  const unit = slot.words.unit ?? unitOf(last);
  const measured =
    slot.words.unit === undefined && unit !== undefined && !slot.referred
      ? `${text} ${value === 1 ? singular(unit.said) : unit.said}`
      : text;
  if (
    (/^(?:limit|top|k|n|size)$/.test(last) && (deed.kind === 'list' || deed.kind === 'look')) ||
    /(?:max|num|limit|per|page size|count).*(?:results?|items?|records?|count|page|entries)/.test(all.join(' ')) ||
    /^(?:limit|top|max|take)$/.test(all.join(' '))
  )
    return behind(
      own.pick([
        `, at most ${text} of them`,
        `, just the first ${text}`,
        `, no more than ${text}`,
        `, ${text} at most`,
        `, not more than ${text} of them`,
      ]),
      6,
    );
  if (first === 'page' || first === 'offset' || first === 'skip')
    return behind(first === 'page' ? `, page ${text}` : `, skipping the first ${text}`, 6);
  if (/^(?:head|tail)$/.test(all.join(' ')))
    return behind(
      own.pick(
        first === 'head'
          ? [`, only the first ${text} lines`, `, just the top ${text} lines`, `, up to line ${text}`]
          : [`, only the last ${text} lines`, `, just the bottom ${text} lines`],
      ),
      6,
    );
  if (all.length > 1 && /^(?:from|since|to|until|after|before)$/.test(last) && slot.words.unit === undefined) {
    const what = all.slice(0, -1).join(' ');
    const upTo = /^(?:to|until)$/.test(last) ? 'up to' : last;
    // `year_from` 2025: from 2025 on.
    if (/^(?:year|season|page|chapter|line|row|floor|level)$/.test(what) && /^(?:from|since|to|until)$/.test(last))
      return behind(
        `${upTo === 'from' ? 'from' : upTo} ${what === 'year' ? '' : `${what} `}${text}${/^(?:from|since)$/.test(last) ? ' on' : ''}`,
        7,
      );
    return behind(
      isPlural(what) || !/(?:ed|ing)$/.test(what) ? `with ${what} ${upTo} ${measured}` : `${what} ${upTo} ${measured}`,
      5,
    );
  }
  const bound = rest.join(' ');
  if (/^(?:min|minimum|max|maximum)$/.test(first) && slot.words.unit !== undefined && !slot.referred) {
    const what = slot.words.noun.replace(/^(?:minimum|maximum|min|max)(?: |$)/, '');
    // `max_minutes`: of at most 98 minutes.
    if (what === '') return behind(`of at ${/^min/.test(first) ? 'least' : 'most'} ${measured}`, 5);
    return behind(`with ${withArticle(what)} of at ${/^min/.test(first) ? 'least' : 'most'} ${measured}`, 5);
  }
  if (/^(?:min|minimum|max|maximum)$/.test(first) && isPlural(bound) && !slot.referred && slot.words.unit === undefined)
    return behind(
      `with at ${/^min/.test(first) ? 'least' : 'most'} ${text} ${value === 1 ? singular(bound) : bound}`,
      5,
    );
  if (all.length === 1 && /^[a-z]$/.test(first))
    return behind(own.pick([`at ${first} ${text}`, `with ${first} = ${text}`]), 5);
  if (/^[xyz]$/.test(first) && /^(?:coordinate|position|pos|offset)$/.test(last))
    return behind(`at ${first} ${text}`, 5);
  if (FOR_HOW_MANY.test(last) && !slot.referred && !/^(?:min|max|extra|additional|more)/.test(first))
    return behind(
      `${/^(?:change|update|set|adjust|raise|lower|increase|reduce|decrease)$/.test(deed.verb) ? 'to' : 'for'} ${text} ${value === 1 ? singular(last) : last}`,
      5,
    );
  if (/^(?:copies|prints|pieces|units|items)$/.test(all.join(' ')) && !slot.referred && deed.kind !== 'list')
    return behind(`, ${text} ${value === 1 ? singular(last) : last}`, 5);
  if (isPlural(last) && !slot.referred && all.length <= 2 && unit === undefined && !/ss$/.test(last))
    return behind(
      `${/^(?:scale|resize|set|limit)$/.test(deed.verb) ? 'to' : /^(?:extend|increase|raise|reduce|decrease)$/.test(deed.verb) ? 'by' : 'with'} ${text} ${value === 1 ? singular(slot.words.noun) : slot.words.noun}`,
      5,
    );
  // "scale it to that number of replicas".
  if (
    isPlural(last) &&
    slot.referred &&
    / number of /.test(text) &&
    /^(?:scale|resize|set|limit|change)$/.test(deed.verb)
  )
    return behind(`to ${text}`, 5);
  if (/^(?:min|minimum)$/.test(first)) return behind(`with ${withArticle(rest.join(' '))} of at least ${measured}`, 5);
  if (/^(?:max|maximum)$/.test(first))
    return behind(
      own.pick([
        `with ${withArticle(rest.join(' '))} of at most ${measured}`,
        `with ${withArticle(rest.join(' '))} up to ${measured}`,
      ]),
      5,
    );
  // `crew_count`: a number of crew.
  if (all.length > 1 && /^(?:count|quantity|qty)$/.test(last) && !slot.referred) {
    const things = all.slice(0, -1).join(' ');
    return behind(
      `with ${text} ${value === 1 || isUncounted(things) || COLLECTIVE.test(things) ? things : plural(things)}`,
      5,
    );
  }
  const several = thingsCounted(all, text, value);
  if (several !== undefined && !slot.referred) return behind(`with ${several}`, 5);
  const sum =
    all.join(' ') === 'amount' && (!Number.isInteger(value) || MONEY_DEEDS.test(`${deed.verb} ${deed.object}`));
  if (sum) return behind(`, ${text} in total`, 5);
  const told = slot.referred || all.length > 1 ? undefined : toldCount(slot);
  if (told !== undefined) return behind(`, ${text} ${value === 1 ? singular(told) : told}`, 5);
  if (/^(?:quantity|qty|copies|units|count)$/.test(last) || /^(?:number|amount)$/.test(all.join(' ')))
    return behind(slot.referred ? `, ${text}` : own.pick([`, ${text} of them`, `, ${text} in all`]), 5);
  // A summary is for its year, a film from it.
  if (last === 'year') return behind(`${deed.kind === 'look' || all.length > 1 ? 'for' : 'from'} ${text}`, 7);
  if (unit !== undefined && !slot.referred) {
    const noun =
      slot.words.unit === undefined
        ? all
            .slice(0, -1)
            .filter((word) => word !== 'in')
            .join(' ')
        : slot.words.noun;
    if (/^(?:since|last|past|previous|within|over)$/.test(noun)) return behind(`over the last ${measured}`, 6);
    if (PREPOSITIONS.has(noun)) return behind(`${noun} ${measured}`, 6);
    // `start_seconds`: a place in what goes on.
    if (unit.dimension === 'time' && /^(?:start|offset|position|timestamp|start (?:time|offset|position))$/.test(noun))
      return behind(`at ${measured}`, 6);
    if (noun === 'due') return behind(`due in ${measured}`, 6);
    if (unit.dimension === 'time' && /^(?:expires|ends|starts|closes|opens|runs out|renews)$/.test(noun))
      return behind(
        deed.kind !== 'do'
          ? `that ${noun} in ${measured}`
          : `, ${/^expires/.test(noun) ? 'expiring' : `so that it ${noun}`} in ${measured}`,
        6,
      );
    // "estimated" is no noun: "with an estimated 3 hours".
    if (/ed$/.test(noun) && /^\p{Ll}+$/u.test(noun) && isQuality(noun) && !/^(?:needed|bed|shed)$/.test(noun))
      return behind(`with ${withArticle(noun)} ${measured}`, 5);
    const way = /^(?:extend|increase|raise|reduce|decrease|lower|shorten|prolong)$/.test(deed.verb) ? 'by' : undefined;
    if (way !== undefined) return behind(`${way} ${measured}`, 4);
    if (unit.dimension === 'time' && /^(?:|duration|length|time|time spent|spent)$/.test(noun))
      return behind(`for ${measured}`, 6);
    return behind(
      noun === ''
        ? measured
        : RATE.test(noun) && unit.dimension !== 'screen'
          ? `at ${withArticle(noun)} of ${measured}`
          : own.pick([
              `with ${withArticle(noun)} of ${measured}`,
              MASSES.test(noun) ? `with ${measured}` : `with ${withArticle(noun)} of ${measured}`,
              `with ${withArticle(noun)} of ${measured}`,
            ]),
      5,
    );
  }
  if (/^(?:amount|sum|price|cost|budget|value|total|fee)$/.test(last))
    return behind(slot.referred ? `for ${text}` : own.pick([`for ${text}`, `of ${text}`]), 0);
  return undefined;
}

/** "Number of packs": what a bare quantity counts, where its description says it. */
function toldCount({ words }: Slot): string | undefined {
  if (!/^(?:quantity|qty|count|number|amount)$/.test(words.words[0] ?? '')) return undefined;
  const description = String(words.schema.description ?? '');
  const things = /^(?:the )?(?:number|quantity|count|amount) of (\p{Ll}{3,})(?=[.,;:)]|$| (?:to|in|for|of)\b)/iu.exec(
    description,
  )?.[1];
  return things !== undefined && isPlural(things) && !/^(?:items|units|results|records|times)$/.test(things)
    ? things
    : undefined;
}

/** "53 frames of brood", "4 hours spent", "6 hours below the limit": a name that begins with what is counted. */
export function thingsCounted(words: readonly string[], text: string, value: unknown): string | undefined {
  const [first = '', second = ''] = words;
  if (words.length < 2 || !isPlural(first) || isUncounted(first) || isThirdPerson(first)) return undefined;
  const counts =
    (second === 'of' && words.length > 2) ||
    (second === 'in' && unitOf(words.at(-1) as string) === undefined) ||
    /ed$|^(?:spent|left|sold|lost|made|taken|below|above|per)$/.test(second);
  return counts ? `${text} ${value === 1 ? singular(first) : first} ${words.slice(1).join(' ')}` : undefined;
}
