import { baseForm, isPlural, isThirdPerson, joinList, PREPOSITIONS, plural, singular } from '../../../english/index.ts';
import { actionOf } from '../action.ts';
import { parameterWords } from '../parameter.ts';
import { thingOf } from '../wish/noun.ts';
import type { CallReport } from './call-report.ts';
import { namedByCall } from './done.ts';

/** "Yes, they clash with each other.": the answer to what a function checks; a bare yes or no where it names other things. */
export function answerText({ call }: CallReport, yes: boolean): string {
  const said = clauseOf(actionOf(call.tool.signature).rest, yes, thingsOf(call));
  return said === undefined ? `The answer is ${yes ? 'yes' : 'no'}.` : `${yes ? 'Yes' : 'No'}, ${said}.`;
}

/** "kites 5 and 7": what a call was asked about, where one argument names it. */
function thingsOf(call: CallReport['call']): string {
  const one = namedByCall(call);
  if (one !== '') return one;
  const lists = Object.entries(call.arguments).filter(([, value]) => Array.isArray(value));
  const [list, ...more] = lists;
  if (list === undefined || more.length > 0) return '';
  const items = list[1] as readonly unknown[];
  const thing = thingOf(call.tool, parameterWords(call.tool.signature, list[0]));
  if (thing === undefined || items.length < 2 || items.length > 3 || items.some((item) => typeof item === 'object'))
    return '';
  return `${plural(singular(thing))} ${joinList(items.map(String))}`;
}

/** Whether the description says that the function answers yes or no. */
export function checksWhether({ call }: CallReport): boolean {
  return /^(?:whether|if) /i.test(actionOf(call.tool.signature).rest);
}

/** "they clash with each other", "it is not free": the clause behind "whether", about what the user has named. */
function clauseOf(rest: string, yes: boolean, about: string): string | undefined {
  const [, noun = '', verb = '', behind = ''] = CLAUSE.exec(rest) ?? [];
  if (verb === '' || / (?:an?|the|another|any|some)\b/i.test(behind)) return undefined;
  const many = isPlural(noun);
  const it = about !== '' && about.includes(' and ') === many ? about : many ? 'they' : 'it';
  if (/^(?:is|are|can|has|have|will|may)$/.test(verb)) {
    if (yes) return `${it} ${verb}${behind}`;
    return /^ha(?:s|ve)$/.test(verb) ? undefined : `${it} ${verb === 'can' ? 'cannot' : `${verb} not`}${behind}`;
  }
  if (many ? PREPOSITIONS.has(verb) || /(?:ed|ing|s)$/.test(verb) : !isThirdPerson(verb)) return undefined;
  return yes ? `${it} ${verb}${behind}` : `${it} ${many ? 'do' : 'does'} not ${many ? verb : baseForm(verb)}${behind}`;
}

const CLAUSE =
  /^(?:whether|if) (?:(?:an?|the|two|three|several|some|these|all|given|certain)(?: or more| given)? )(\p{Ll}+) (\p{Ll}+)((?: [\p{L}-]+){0,6})$/u;
