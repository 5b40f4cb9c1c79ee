import { capitalize, isPlural } from '../../../english/index.ts';
import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import { actionOf } from '../action.ts';
import { sentence } from '../frame.ts';
import { sayValue } from '../values.ts';
import { isSelfEvident } from '../wish/noun.ts';
import { type CallReport, changes, sayDone } from './call-report.ts';
import { nounOfItems, tellList } from './list.ts';
import { ABOUT_IT } from './nouns.ts';

/** An answer of one value: a number, a text, a word such as "created". */
export function tellScalar(report: CallReport, value: string | number): string {
  const { choices, deed } = report;
  const noun = nounOfResult(report);
  if (typeof value === 'number')
    return `${capitalize(`${choices.pick('result', [`the ${noun} is`, `the ${noun} comes to`, 'that comes to', 'it is'])} ${sayValue(value)}`)}.`;
  if (value.includes('\n')) return tellLines(report, value);
  if (/^\s*(?:\[\s*\]|\{\s*\})\s*$/.test(value)) return `${capitalize(`the ${noun} is empty`)}.`;
  // A word such as "created" only says that it worked.
  if (changes(report) && (/^[a-z]+ed$/.test(value) || /^(?:ok|success|done)$/i.test(value))) return sayDone(report);
  if (/^(?:ok|okay|success|successful|done)$/i.test(value))
    return changes(report) ? sayDone(report) : 'It worked, but there are no details.';
  const whole = /[.!?:]/.test(value.replace(/\.\w{1,5}$/, '')) || NO_THING.test(value) || value.length > 40;
  if (deed.kind === 'list' && (isSelfEvident(value) || !whole)) return tellList(report, [value], nounOfItems(report));
  if (value.includes(' ') && (whole || deed.kind !== 'look')) return sentence(capitalize(value));
  return `${capitalize(`${choices.pick('result', [`the ${noun} is`, 'that gives', 'it is', 'I got'])} ${value}`)}.`;
}

/** A text of several lines stands as it is. */
function tellLines(report: CallReport, value: string): string {
  const { call, choices, deed } = report;
  const about = Object.values(call.arguments).find((item) => typeof item === 'string' && isSelfEvident(item));
  const lines = value.split('\n');
  const lead = changes(report)
    ? choices.pick('text', BOOK.changed)
    : typeof about === 'string' && !value.includes(about)
      ? choices.pick('text', ABOUT_IT.test(deed.object) ? BOOK.factsOf : BOOK.textOf).replace('{x}', () => about)
      : choices.pick('text', BOOK.text);
  return `${capitalize(lead)}\n${lines.slice(0, MAX_LINES).join('\n').trim()}`;
}

/** What a value is that stands alone: "distance" for "the distance between two cities". */
function nounOfResult({ call, deed: { kind, object } }: CallReport): string {
  const { rest } = actionOf(call.tool.signature);
  const match = /^the ([a-z]+(?: [a-z]+)?)(?= (?:of|for|between|in|from|to|at)\b|$)/.exec(rest);
  return match?.[1] ?? ((kind === 'look' || kind === 'list') && object !== '' && !isPlural(object) ? object : 'result');
}

/** Openings of texts that report rather than name a thing: "No matches found". */
const NO_THING = /^(?:no|none|nothing|not|empty|error|failed|found|successfully|the|there|this|it)\b/i;

const MAX_LINES = 40;
