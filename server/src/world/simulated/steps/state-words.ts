import { keyWords, keyWordsOfText } from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import { choiceLike } from '../choices.ts';
import type { TableModel } from '../model.ts';
import { stateWord } from '../occupied.ts';

/** What things are called after a deed whose own participle a table has no word for; general English, best first. */
const AFTER: readonly (readonly [verb: RegExp, states: string])[] = [
  [
    /^(?:approve|accept|grant|activate|confirm|enable|validate)$/,
    'approved accepted active confirmed granted valid enabled',
  ],
  [/^(?:start|begin|launch|commence|open)$/, 'running started in_progress ongoing active open processing underway'],
  [/^(?:finish|complete|end|close)$/, 'finished completed done closed ended'],
  [/^(?:submit|hand)$/, 'submitted in_review under_review review pending'],
  [/^(?:reject|decline|deny|refuse)$/, 'rejected declined denied refused'],
  [/^(?:settle|pay)$/, 'paid settled closed'],
  [/^(?:return|hand)$/, 'returned back closed'],
  [/^(?:collect|pick|fetch)$/, 'collected picked_up delivered completed'],
  [/^(?:assign|allocate)$/, 'assigned allocated in_progress'],
  [/^(?:report|record|enter|log|play)$/, 'played reported recorded done completed'],
  [/^(?:delay|postpone)$/, 'delayed postponed'],
  [/^(?:lose|report)$/, 'lost missing'],
  [/^(?:fill|fulfil|fulfill|issue)$/, 'filled fulfilled issued'],
  [/^(?:give|vacate|free|release|leave|empty)$/, 'free available vacant released'],
];

/** The choice that a deed leaves a record in: by its own word, by what the description says it becomes, by what the deed means. */
export function stateAfter(
  table: TableModel,
  verb: string,
  participle: string | undefined,
  name: string,
  description: string,
): string | undefined {
  const choices = table.fields.get(table.state ?? '')?.enum;
  if (choices === undefined) return undefined;
  const own = participle === undefined ? undefined : choiceLike(participle, choices);
  if (own !== undefined) return own;
  const told = becomes(choices, description);
  if (told !== undefined) return told;
  const words = keyWords(name);
  // `report_lost(garment_id)`: the name ends with how it stands.
  const last = choices.find((choice) => typeof choice === 'string' && choice.toLowerCase() === words.at(-1));
  if (typeof last === 'string') return last;
  for (const [pattern, states] of AFTER) {
    if (!pattern.test(verb) && !pattern.test(words[0] ?? '')) continue;
    for (const state of states.split(' ')) {
      const found = choices.find((choice) => typeof choice === 'string' && plain(choice) === state);
      if (typeof found === 'string') return found;
    }
    if (states.startsWith('free')) return stateWord(choices, 'free');
  }
  return undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[ -]/g, '_');
}

const BECOMES = /^(?:is|are|become|becomes|be|as)$/;
const BETWEEN = /^(?:again|now|then|thereby|to|once|more|being)$/;

/** "… the permit becomes active", "which is free again", "marks it as ready". */
function becomes(choices: readonly Json[], description: string): string | undefined {
  const words = keyWordsOfText(description.slice(0, 300));
  for (let at = 0; at < words.length; at += 1) {
    if (!BECOMES.test(words[at] ?? '')) continue;
    let next = at + 1;
    while (BETWEEN.test(words[next] ?? '')) next += 1;
    const found = choices.find(
      (choice) =>
        typeof choice === 'string' &&
        plain(choice)
          .split('_')
          .every((word, shift) => words[next + shift] === word),
    );
    if (typeof found === 'string') return found;
  }
  return undefined;
}
