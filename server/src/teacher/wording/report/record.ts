import { capitalize, joinList, plural, singular, splitWords, spoken } from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import { sayValue } from '../values.ts';
import { isSelfEvident, ofStandardCode } from '../wish/noun.ts';
import { type CallReport, changes, sayDone, shows } from './call-report.ts';
import { isListOfRecords, isProse, isUnitOfAnother } from './entries.ts';
import { detail } from './fields/detail.ts';
import { type Entries, isReference, withWholeName } from './fields/field.ts';
import { saidOf, tellList, withoutBy } from './list.ts';
import { madeText } from './made.ts';
import { confirms, isOwed, NOISE, namesDeed } from './owed.ts';
import { tellScalar } from './scalar.ts';
import { MAX_PREDICATES, sentences } from './sentences.ts';
import { isEcho, subjectOfAnswer } from './subject.ts';
import { goesWithoutSaying, TOLD_OF_AN_END, UNDOES } from './undone.ts';

/** An answer of several fields. */
export function tellRecord(report: CallReport, all: Entries): string {
  const { call, choices, deed, first } = report;
  const entries = withWholeName(all);
  const refused = saysRefused(report, entries);
  if (refused !== undefined) return refused;
  const about = subjectOfAnswer(call, entries);
  const itself = entries.find(([key]) => key === about.key)?.[1];
  const fresh = entries.filter(
    ([key, value]) =>
      !isEcho(call, key, value) &&
      !confirms(report, key, value) &&
      // A thing is not linked to itself.
      !(
        key !== about.key &&
        typeof value === 'string' &&
        value === itself &&
        (key === 'id' || isReference(splitWords(key)))
      ),
  );
  const made =
    changes(report) &&
    about.fresh &&
    (about.key === 'id' || isReference(splitWords(about.key)) || ofStandardCode(about.key) !== undefined) &&
    !JOINS.test(deed.verb);
  const unsaid = fresh.filter(([key]) => key !== about.key && !isUnitOfAnother(key, entries));
  const told = unsaid.filter(([key, value]) => !wasTold(report, about.text, key, value));
  if (made) {
    const value = sayValue(entries.find(([key]) => key === about.key)?.[1] ?? '');
    const start = madeText(call, { key: about.key, text: about.text, value }, choices, BOOK, first);
    const now = told.filter(([key, item]) => isOwed(report, key, item) && sayValue(item) !== value);
    return `${start} ${sentences(report, '', now, entries, MAX_BEHIND_DEED)}`.trim();
  }
  // What is joined was there before: a guessed record of the joint says nothing.
  if (JOINS.test(deed.verb) && about.fresh) return sayDone(report);
  // Two deeds that leave a thing in the same state are two deeds.
  if (told.length === 0 && unsaid.length > 0) return changes(report) ? sayDone(report) : '';
  if (told.length === 0)
    return about.fresh && !(changes(report) && isSelfEvident(about.text))
      ? sayFound(report, about.text)
      : sayDone(report);
  const onWhatIsThere = deed.kind === 'do' || (deed.kind === 'make' && about.text !== '');
  if (onWhatIsThere && !about.fresh) {
    const done = sayDone(report);
    const now = told.filter(
      ([key, value]) =>
        isOwed(report, key, value) &&
        !goesWithoutSaying(deed.verb, key, value) &&
        !(typeof value === 'string' && done.includes(` as ${value}`)) &&
        (!UNDOES.test(deed.verb) || TOLD_OF_AN_END.test(splitWords(key).at(-1) ?? '')),
    );
    return `${done} ${sentences(report, '', now, entries, MAX_BEHIND_DEED, WORKS_OUT.test(deed.verb))}`.trim();
  }
  const lead = first ? choices.pick('lead', changes(report) ? ['', '', ...BOOK.done] : BOOK.lead) : '';
  const [only] = told;
  if (told.length === 1 && unsaid.length === 1 && typeof only?.[1] === 'string' && isProse(only[0], only[1]))
    return tellScalar(report, only[1]);
  const inner = shows(report) ? told.filter(([, value]) => isListOfRecords(value)) : [];
  const [list] = inner;
  // What was asked for stands in a list: its items are told, not their number.
  if (list !== undefined && inner.length === 1 && told.length <= MAX_PREDICATES) {
    const rest = told.filter((entry) => entry !== list);
    const items = tellList(report, list[1] as readonly Json[], nounOfPart(list[0]), BOOK.within);
    return `${lead} ${sentences(report, about.text, rest, entries)} ${items}`.trim();
  }
  return `${lead} ${sentences(report, about.text, told, entries)}`.trim();
}

/** What a record holds a list of, by the list's own name. */
function nounOfPart(key: string): string {
  return plural(singular(spoken(withoutBy(splitWords(key)))));
}

/** That it has not worked, where a field says so: `success: false`, or "discarded: false" of what was to be discarded. */
function saysRefused(report: CallReport, entries: Entries): string | undefined {
  const text = () => report.choices.pick('unsuccessful', BOOK.notSuccessful);
  if (entries.some(([key, value]) => NOISE.has(key.toLowerCase()) && value === false && !/error/i.test(key))) {
    const rest = entries.filter(([key]) => !NOISE.has(key.toLowerCase())).slice(0, 3);
    return `${text()}${rest.length > 0 ? `: ${joinList(rest.map(([key, value]) => detail(key, value, entries)))}` : ''}.`;
  }
  return changes(report) && entries.some(([key, value]) => namesDeed(report, key) && value === false)
    ? `${text()}.`
    : undefined;
}

function sayFound(report: CallReport, who: string): string {
  if (!shows(report)) return sayDone(report);
  return saidOf(report, capitalize(report.choices.pick('made', BOOK.foundOne).replace('{x}', () => who)));
}

/** Whether the answer has said so before; remembered from now on. */
function wasTold({ told }: CallReport, who: string, key: string, value: Json): boolean {
  if (who === '' || typeof value === 'object') return false;
  const fact = `${who}/${key}/${String(value)}`;
  const before = told.has(fact);
  told.add(fact);
  return before;
}

/** Behind a sentence that says what was done, only how things stand now. */
const MAX_BEHIND_DEED = 2;

/** What one is told a result of, and has nothing done to. */
const WORKS_OUT = /^(?:convert|exchange|calculate|compute|estimate|translate)$/;

/** Deeds that bring together what is there. */
const JOINS = /^(?:link|connect|relate|associate|pair|attach)$/;
