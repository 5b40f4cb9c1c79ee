import { isObject, type Json } from '../../../json/index.ts';
import { ENGLISH } from '../../phrases/book.ts';
import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import { reportBy } from '../../phrasings/say.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { PastCall } from '../../types.ts';
import { Choices } from '../choose.ts';
import { frame, sentence, tidy } from '../frame.ts';
import { deedOf } from '../wish/deed.ts';
import { type CallReport, changes, sayDone, shows } from './call-report.ts';
import { namedByCall } from './done.ts';
import { isProse, isWorthTelling, listAmongCounts, unwrapped } from './entries.ts';
import { errorText } from './failure.ts';
import { nounOfItems, nounOfListKey, tellList } from './list.ts';
import { tellRecord } from './record.ts';
import { tellScalar } from './scalar.ts';
import { answerText, checksWhether } from './whether.ts';

/** The text that closes a turn: what the outputs say (method §6). Every output is in it, at least its main values. */
export function summarize(done: readonly PastCall[], seed: string, phrasings: Phrasings = new Map()): string {
  const told = new Set<string>();
  const parts = done
    .filter((call, at) => call.ok || !worksLater(call, done.slice(at + 1)))
    .map((call, index) => {
      const choices = new Choices(`${seed}/${index}`);
      const deed = deedOf(call.tool);
      const phrasing = deed.kind === 'do' || deed.kind === 'make' ? phrasings.get(call.tool.signature.name) : undefined;
      const apart = tellsApart(call, done);
      const report = { call, deed, choices, first: index === 0, told, ...(apart === undefined ? {} : { apart }) };
      return reportBy(phrasing, call, choices) ?? reportOf(report);
    });
  const said = [...new Set(parts)]
    .filter((part) => part !== '')
    .filter((part, at) => at === 0 || !BOOK.done.includes(part));
  return tidy(said.join(parts.some((part) => part.includes('\n')) ? '\n' : ' '));
}

/** "patient 7", "Lindgren": what tells a call that only looks from the others of its function. */
function tellsApart(call: PastCall, done: readonly PastCall[]): string | undefined {
  const others = done.filter((other) => other !== call && other.ok && other.tool.name === call.tool.name);
  if (others.length === 0) return undefined;
  const about = namedByCall(call);
  if (about !== '') return about;
  const differing = Object.entries(call.arguments).filter(([name, value]) =>
    others.some((other) => JSON.stringify(other.arguments[name]) !== JSON.stringify(value)),
  );
  const [only, ...more] = differing.map(([, value]) => value);
  return more.length === 0 && typeof only === 'string' && /^\p{Lu}[^\n"]{0,39}$/u.test(only) ? only : undefined;
}

/** A first try that failed is not told where the same was done in the end. */
function worksLater({ tool }: PastCall, later: readonly PastCall[]): boolean {
  return later.some((call) => call.ok && call.tool.name === tool.name);
}

/** What one call gave, in words. */
function reportOf(report: CallReport): string {
  const { ok, output } = report.call;
  if (!ok) return frame(report.choices.pick('failed', ENGLISH.failed), { message: sentence(errorText(output)) });
  return tellOutput(report, unwrapped(output));
}

/** What is answered with yes or no: a bare false, or whatever a function gives that checks whether something is so. */
function yesOrNo(report: CallReport, output: Json): boolean | undefined {
  if (output === false) return false;
  if (!shows(report) || !checksWhether(report)) return undefined;
  if (output === true) return true;
  const values = isObject(output) ? Object.values(output) : [];
  return values.length === 1 && typeof values[0] === 'boolean' ? values[0] : undefined;
}

function tellOutput(report: CallReport, output: Json): string {
  const answer = yesOrNo(report, output);
  if (answer !== undefined) return answerText(report, answer);
  if (output === null || typeof output === 'boolean' || output === '') return sayDone(report);
  if (Array.isArray(output)) return changes(report) ? sayDone(report) : tellList(report, output, nounOfItems(report));
  if (!isObject(output)) return tellScalar(report, output);
  const entries = Object.entries(output).filter(([key, value]) => isWorthTelling(key, value as Json)) as [
    string,
    Json,
  ][];
  const main = shows(report) ? listAmongCounts(output) : undefined;
  if (main !== undefined) return tellList(report, main.items, nounOfListKey(report, main.key));
  const [only, ...others] = entries;
  if (only === undefined) {
    const empty = Object.entries(output).find(([, value]) => Array.isArray(value));
    return empty !== undefined && !changes(report)
      ? tellList(report, [], nounOfListKey(report, empty[0]))
      : sayDone(report);
  }
  // What was done to several things is told by the deed; the things were named.
  if (others.length === 0 && Array.isArray(only[1]) && changes(report)) return sayDone(report);
  if (others.length === 0 && Array.isArray(only[1])) return tellList(report, only[1], nounOfListKey(report, only[0]));
  const [key, value] = only;
  if (others.length === 0 && typeof value === 'string' && (isProse(key, value) || /^(?:content|text)$/.test(key)))
    return tellScalar(report, value);
  return tellRecord(report, entries);
}
