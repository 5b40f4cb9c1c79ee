import { WORK_OUT_VERBS } from '../../phrases/book.ts';
import { type Draft, pick } from './draft.ts';
import { PEOPLE } from './phrase/people.ts';

export function lookVerb(draft: Draft): string {
  const { verb, kind } = draft.deed;
  if (WORK_OUT_VERBS.has(verb)) return pick(draft, 'work', [verb, 'work out', 'figure out']);
  if (kind === 'list')
    return pick(
      draft,
      'search',
      /^(?:list|browse|enumerate)$/.test(verb)
        ? ['list', 'show me', 'give me', 'get me']
        : ['find', 'look for', 'search for', 'track down', 'dig up', 'look up'],
    );
  return pick(draft, 'look', ['look up', 'show me', 'get me', 'pull up', 'check', 'bring up', 'give me']);
}

export function ownVerb(draft: Draft): string {
  const { verb, object } = draft.deed;
  if (verb === 'subscribe' && object !== '') return 'subscribe to';
  if (verb === 'create' && !draft.plainly) return pick(draft, 'verb', creating(object));
  if (draft.plainly && verb !== 'patch' && verb !== 'transition') return verb;
  if (verb === 'create' && PEOPLE.test(draft.deed.object))
    return pick(draft, 'verb', ['register', 'sign up', 'add', 'create']);
  const own = Object.hasOwn(SYNONYMS, verb) ? (SYNONYMS[verb] as string).split(', ') : [];
  // Only to people is something given or handed: a juror is assigned to a film.
  if (
    verb === 'assign' &&
    (draft.leaveOut !== undefined || PEOPLE.test(object) || !draft.left.some(({ thing }) => PEOPLE.test(thing ?? '')))
  )
    return verb;
  if (verb === 'register' && !PEOPLE.test(object) && !/(?:er|or|ent|ant|ist|ee)$/.test(object))
    return pick(draft, 'verb', ['register', 'record']);
  return pick(draft, 'verb', verb === 'patch' || verb === 'transition' ? own : [verb, ...own]);
}

export function isIntransitive(verb: string): boolean {
  return /^(?:log(?: ?in| ?out| off)?|sign(?: ?in| up| out)?|clock in|clock out|ping|wait|restart|reset|exit|quit|refresh|start|stop|subscribe)$/.test(
    verb,
  );
}

/** How a thing of a kind comes to be: one opens a ticket, makes a folder, sets up a meeting. */
function creating(object: string): readonly string[] {
  if (PEOPLE.test(object)) return ['register', 'sign up', 'add', 'create'];
  if (/(?:^| )(?:issue|ticket|case|account|claim|dispute)$/.test(object)) return ['create', 'open', 'create'];
  if (/(?:^| )(?:director(?:y|ies)|folder|file|list|playlist|copy|document|note|page|backup|snapshot)s?$/.test(object))
    return ['create', 'make'];
  if (/(?:^| )orders?$/.test(object)) return ['create', 'place'];
  if (/(?:^| )(?:booking|reservation|appointment|payment|request|recording)s?$/.test(object)) return ['create', 'make'];
  return ['create', 'set up', 'add'];
}

/** Other verbs that take the same objects and prepositions. */
const SYNONYMS: Readonly<Record<string, string>> = {
  activate: 'switch on, turn on',
  approve: 'sign off on, okay',
  assign: 'give, hand',
  book: 'reserve',
  buy: 'purchase',
  cancel: 'call off',
  choose: 'pick, take',
  close: 'wrap up',
  copy: 'duplicate',
  deactivate: 'switch off, turn off',
  delete: 'remove, get rid of, drop',
  disable: 'switch off, turn off',
  enable: 'switch on, turn on',
  exchange: 'swap',
  forward: 'pass on',
  generate: 'make, produce, create',
  merge: 'combine',
  modify: 'change, amend',
  move: 'shift',
  order: 'place an order for',
  patch: 'update, change',
  pay: 'settle',
  place: 'put in',
  postpone: 'put off, push back',
  publish: 'put out, release',
  purchase: 'buy',
  register: 'sign up',
  reject: 'turn down',
  remove: 'drop, delete',
  reserve: 'book',
  return: 'send back, give back',
  schedule: 'set up, arrange, plan',
  start: 'begin, get going with',
  stop: 'end, break off, put an end to',
  submit: 'hand in, send in',
  transition: 'move, switch',
  update: 'change',
  upload: 'put up, add',
  withdraw: 'take back',
};
