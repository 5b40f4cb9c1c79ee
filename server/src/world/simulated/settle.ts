import type { Domain, Entity, FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords, keyWordsOfText, plural, singular } from '../../english/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import { readConversion } from './convert.ts';
import { withMemberships } from './memberships.ts';
import { settleCatalog } from './settle-catalog.ts';
import { dealtThrough, deedMakes, getsMany, heldByOther, mergedIsSame, nounMakes } from './settle-deeds.ts';
import { aboutNamed, marksRecord, movesNumber } from './settle-numbers.ts';

/** Last words of identifiers that a system issues; any other is a name that people use. */
const ISSUED = new Set('id number code reference key token handle cursor uuid slug'.split(' '));

interface Settling {
  readonly entities: readonly Entity[];
  readonly readings: readonly FunctionReading[];
  /** Entities that are but a word that a record carries: a label, a tag. */
  readonly words: ReadonlySet<string>;
}

/**
 * A domain as the world runs it: where the reading of a name leaves open which record a function is about, what the whole
 * catalog says decides.
 */
export function settleDomain(read: Domain, functions: readonly GraphFunction[]): Domain {
  const domain = settleCatalog(read, functions);
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const settling: Settling = {
    entities: domain.entities,
    readings: domain.functions,
    words: mereWords(domain),
  };
  const settled = domain.functions.map((reading) => {
    const signature = signatures.get(reading.function);
    if (signature === undefined) return reading;
    // What an author states stays as it is.
    if (reading.evidence.some(({ source }) => source === 'stated')) return newIsValue(reading);
    const steps = [
      newIsValue,
      rowsOfOther,
      getsMany,
      boundsByName,
      toldOptions,
      carriedWords,
      mergedIsSame,
      heldByOther,
      dealtThrough,
      aboutNamed,
      movesNumber,
      marksRecord,
      deedMakes,
      nounMakes,
      listOfParent,
      oneOfMany,
      memberOfGroup,
      answerTo,
      rateIsComputed,
      countsRecords,
    ];
    const settled = steps.reduce((now, step) => step(now, signature, settling), reading);
    return stateInProse(settled, signature.description, settling);
  });
  return withMemberships({ ...domain, functions: settled });
}

type Signature = GraphFunction['signature'];

/**
 * `change_flight(booking_id, new_flight_id)` changes the booking: what is called new is what the record is given, not the
 * record.
 */
function newIsValue(reading: FunctionReading): FunctionReading {
  const { operation, inputs } = reading;
  const key = inputs.find(({ role }) => role === 'key');
  const record = inputs.find(({ role, of }) => role === 'reference' && of !== undefined);
  const given = keyWords(key?.parameter ?? '')[0] === 'new';
  if ((operation !== 'update' && operation !== 'act') || !given || record?.of === undefined) return reading;
  const swapped = inputs.map((input) =>
    input === record
      ? { ...input, role: 'key' as const }
      : input === key
        ? { ...input, role: 'reference' as const }
        : input,
  );
  return { ...reading, entity: record.of.entity, inputs: swapped };
}

/** `arrivals_today` lists reservations by their own identifier: its rows are those records, seen from another side. */
function rowsOfOther(reading: FunctionReading, _signature: Signature, { entities }: Settling): FunctionReading {
  const own = entities.find(({ name }) => name === reading.entity);
  if (reading.operation !== 'list' || own === undefined) return reading;
  // Those that belong to a record asked for are that record's: members of a team, grades of a course.
  if (reading.inputs.some(names)) return reading;
  const key = reading.outputs.find(({ path, role }) => role === 'key' && path.includes('[].'));
  const entity = key?.of?.entity;
  if (entity === undefined || entity === own.name) return reading;
  if (reading.outputs.some(({ path, role, of }) => role === 'key' && path.includes('[]') && of?.entity === own.name))
    return reading;
  const moved = <Part extends { readonly of?: { readonly entity: string; readonly field: string } }>(
    part: Part,
  ): Part => (part.of?.entity === own.name ? { ...part, of: { ...part.of, entity } } : part);
  return { ...reading, entity, inputs: reading.inputs.map(moved), outputs: reading.outputs.map(moved) };
}

/** `time_min` bounds a time; short for minimum it is, not for a minute. */
function boundsByName(reading: FunctionReading): FunctionReading {
  if (reading.writes) return reading;
  const inputs = reading.inputs.map((input) =>
    input.role === 'filter' && /(?:^|_)(?:min|max)(?:_|$)/i.test(input.parameter)
      ? { ...input, role: 'bound' as const }
      : input,
  );
  return { ...reading, inputs };
}

/** `list_tools(available?)` whose tools tell whether they are available: a filter like any other. */
function toldOptions(reading: FunctionReading, _signature: Signature, { readings }: Settling): FunctionReading {
  const { entity } = reading;
  const lists = reading.operation === 'list';
  if ((!lists && reading.operation !== 'create' && reading.operation !== 'update') || entity === undefined)
    return reading;
  const tellers = lists ? [reading] : readings.filter((other) => other.entity === entity && !other.writes);
  const outputs = tellers.flatMap((teller) =>
    lists ? teller.outputs : teller.outputs.map((output) => ({ ...output, path: `[].${output.path}` })),
  );
  const told = new Set(
    outputs.flatMap(({ path, role }) =>
      role === 'attribute' && path.includes('[].') ? path.slice(path.lastIndexOf('.') + 1) : [],
    ),
  );
  const inputs = reading.inputs.map((input) =>
    input.role === 'option' && told.has(input.parameter)
      ? { ...input, role: lists ? ('filter' as const) : ('attribute' as const), of: { entity, field: input.parameter } }
      : input,
  );
  return { ...reading, inputs };
}

/** Entities with no other identifier than their own word, which nobody lists or shows: labels, tags, emoji. */
function mereWords({ entities, functions }: Domain): Set<string> {
  const shown = new Set(functions.flatMap(({ operation, entity }) => (READS.has(operation) ? (entity ?? []) : [])));
  const words = entities.filter(
    ({ name, identifiers, singleton }) =>
      !singleton &&
      identifiers.length > 0 &&
      identifiers.every((field) => singular(field.name) === name) &&
      !ISSUED.has(keyWords(name).at(-1) ?? '') &&
      !shown.has(name),
  );
  return new Set(words.map(({ name }) => name));
}

const READS: ReadonlySet<string> = new Set(['get', 'list']);

/** A label is put on an issue: the issue changes, and any word will do. */
function carriedWords(reading: FunctionReading, _signature: Signature, { words }: Settling): FunctionReading {
  if (words.size === 0) return reading;
  const isWord = ({ of, parameter }: InputReading) =>
    of !== undefined ? words.has(of.entity) : words.has(singular(parameter.replaceAll('[]', '')));
  if (!reading.inputs.some(isWord)) return reading;
  const about = words.has(reading.entity ?? '')
    ? reading.inputs.find((input) => !isWord(input) && names(input))
    : undefined;
  const entity = about?.of?.entity ?? reading.entity;
  if (entity === undefined || words.has(entity)) return reading;
  const inputs = reading.inputs.map((input): InputReading => {
    if (input === about) return { ...input, role: 'key' };
    if (!isWord(input) || !names(input)) return input;
    return {
      ...input,
      role: reading.writes ? 'attribute' : 'filter',
      of: { entity, field: input.parameter.replaceAll('[]', '') },
    };
  });
  const moved = about === undefined ? {} : { entity, operation: 'update' as const };
  return { ...reading, ...moved, inputs };
}

function names({ role }: InputReading): boolean {
  return role === 'key' || role === 'reference';
}

/** "Recent messages of a channel": what is read is the messages, by their channel. */
function listOfParent(reading: FunctionReading, signature: Signature, { entities }: Settling): FunctionReading {
  if (!READS.has(reading.operation) || reading.response.from !== 'predicted') return reading;
  const key = reading.inputs.find((input) => names(input) && (input.of?.entity ?? reading.entity) === reading.entity);
  const parent = entities.find(({ name }) => name === reading.entity);
  if (key === undefined || parent === undefined) return reading;
  const child = childInProse(signature.description, parent, entities);
  if (child === undefined) return reading;
  const inputs = reading.inputs.map((input) =>
    input === key
      ? { ...input, role: 'reference' as const, of: { entity: parent.name, field: input.of?.field ?? input.parameter } }
      : input,
  );
  return { ...reading, operation: 'list', entity: child.name, inputs, outputs: [], response: listResponse(child) };
}

/** The entity whose plural stands before "of a channel" in the first sentence. */
function childInProse(description: string, parent: Entity, entities: readonly Entity[]): Entity | undefined {
  const noun = parent.name.replaceAll('_', ' ');
  const [sentence = ''] = description.split('.');
  const found = new RegExp(
    `\\b([a-z]+)\\s+(?:of|in|from|for|on)\\s+(?:an?|the|this|that|one)\\s+(?:[a-z]+\\s+)?${noun}\\b`,
    'i',
  ).exec(sentence);
  const word = found?.[1]?.toLowerCase();
  if (word === undefined || singular(word) === word) return undefined;
  return entities.find(({ name }) => name !== parent.name && name.split('_').at(-1) === singular(word));
}

function listResponse(entity: Entity): FunctionReading['response'] {
  const properties = Object.fromEntries(
    [...entity.identifiers, ...entity.fields].slice(0, MAX_LISTED).map(({ name, schema }) => [name, schema]),
  );
  const name = plural(entity.name.replaceAll('_', ' ')).replaceAll(' ', '_');
  const items = { type: 'object' as const, properties };
  return {
    from: 'predicted',
    schema: { type: 'object', properties: { [name]: { type: 'array', items } }, required: [name] },
  };
}

const MAX_LISTED = 6;

/** `set_reminder(event_id, …)` beside `list_reminders(event_id)`: one more reminder, not the only one. */
function oneOfMany(reading: FunctionReading, _signature: Signature, { entities, readings }: Settling): FunctionReading {
  if (reading.operation !== 'update' && reading.operation !== 'session' && reading.operation !== 'act') return reading;
  const entity = entities.find(({ name }) => name === reading.entity);
  if (entity === undefined || entity.identifiers.length > 0 || reading.inputs.some(({ role }) => role === 'key'))
    return reading;
  const parents = reading.inputs.flatMap((input) => (names(input) && input.of !== undefined ? [input.of.entity] : []));
  const listed = readings.some(
    (other) =>
      other.operation === 'list' &&
      other.entity === entity.name &&
      other.inputs.some(({ of }) => of !== undefined && parents.includes(of.entity)),
  );
  return listed ? { ...reading, operation: 'create', writes: true } : reading;
}

const JOINS = /^(?:invite|add|join|enroll|register|subscribe|assign|include|attach)$/;
const LEAVES = /^(?:remove|kick|leave|unsubscribe|unassign|expel|exclude|detach|uninvite)$/;

/** `invite_user(channel_id, user_id)` beside `list_members(channel_id)`: the user is a member from now on. */
function memberOfGroup(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Settling,
): FunctionReading {
  const { verb } = deedOf(signature);
  const keys = reading.inputs.filter((input) => names(input) && input.of !== undefined);
  const [one, other] = keys.map(({ of }) => of?.entity);
  if (!reading.writes || keys.length !== 2 || one === other || (!JOINS.test(verb) && !LEAVES.test(verb)))
    return reading;
  const members = entities.find(
    ({ name, identifiers, singleton }) =>
      identifiers.length === 0 &&
      !singleton &&
      name !== reading.entity &&
      readings.some(
        (list) =>
          list.operation === 'list' &&
          list.entity === name &&
          list.inputs.some((input) => names(input) && (input.of?.entity === one || input.of?.entity === other)),
      ) &&
      GROUPS.test(name),
  );
  if (members === undefined) return reading;
  const inputs = reading.inputs.map((input) =>
    keys.includes(input) ? { ...input, role: 'reference' as const } : input,
  );
  const { movesTo: _movesTo, ...rest } = reading;
  return { ...rest, operation: JOINS.test(verb) ? 'create' : 'delete', entity: members.name, inputs };
}

/** Words for those who belong to something. */
const GROUPS = /(?:^|_)(?:member|participant|attendee|subscriber|follower|guest|player|assignee|collaborator|watcher)$/;

/**
 * A reply to a message that another function posted: the message named is what is answered. What is made is a reply, where
 * there are such, else one more message.
 */
function answerTo(reading: FunctionReading, signature: Signature, { entities, readings }: Settling): FunctionReading {
  if (reading.operation !== 'create' && reading.operation !== 'send') return reading;
  const key = reading.inputs.find(
    ({ role, of }) => role === 'key' && (of?.entity ?? reading.entity) === reading.entity,
  );
  if (key === undefined || !ISSUED.has(keyWords(key.parameter).at(-1) ?? '')) return reading;
  const issuedElsewhere = readings.some(
    (other) =>
      other.entity === reading.entity &&
      other !== reading &&
      (other.operation === 'create' || other.operation === 'send') &&
      !other.inputs.some(({ role }) => role === 'key'),
  );
  if (!issuedElsewhere) return reading;
  const { verb } = deedOf(signature);
  const made = entities.find(({ name }) => name !== reading.entity && name.split('_').at(-1) === verb);
  const of = { entity: reading.entity ?? '', field: key.of?.field ?? key.parameter };
  const inputs = reading.inputs.map(
    (input): InputReading =>
      input === key
        ? made === undefined
          ? { parameter: key.parameter, role: 'option' }
          : { ...input, role: 'reference', of }
        : input,
  );
  return { ...reading, ...(made === undefined ? {} : { entity: made.name }), inputs };
}

/** A rate of exchange follows from its two currencies. */
function rateIsComputed(reading: FunctionReading, signature: Signature): FunctionReading {
  const words = keyWords(signature.name);
  if (!READS.has(reading.operation) || !words.includes('rate')) return reading;
  const given = Object.fromEntries(Object.keys(signature.parameters.properties ?? {}).map((name) => [name, name]));
  if (readConversion(signature.name, { ...given, one: 1 }) === undefined) return reading;
  const inputs = reading.inputs.map(({ parameter }): InputReading => ({ parameter, role: 'option' }));
  const { entity: _entity, ...rest } = reading;
  return {
    ...rest,
    operation: 'compute',
    inputs,
    ...(reading.response.from === 'documented' ? {} : { outputs: [], response: RATE }),
  };
}

/** `count_tickets(queue, state?)`: how many records a list narrowed the same way would show. */
function countsRecords(reading: FunctionReading, signature: Signature): FunctionReading {
  const { operation, inputs, writes, entity, response } = reading;
  const [word] = keyWords(signature.name);
  const keyed = inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity);
  if (word !== 'count' || operation === 'list' || writes || keyed || entity === undefined) return reading;
  return {
    ...reading,
    operation: 'list',
    ...(response.from === 'documented'
      ? {}
      : { outputs: [{ path: 'count', role: 'count' as const }], response: COUNT }),
  };
}

const COUNT: FunctionReading['response'] = {
  from: 'predicted',
  schema: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
};

const RATE: FunctionReading['response'] = {
  from: 'predicted',
  schema: { type: 'object', properties: { rate: { type: 'number' } }, required: ['rate'] },
};

/** "Add an item to an open order" asks for an open one. */
function stateInProse(reading: FunctionReading, description: string, { entities }: Settling): FunctionReading {
  const entity = entities.find(({ name }) => name === reading.entity);
  // "Deletes all done tasks" says which ones go, and not how one has to stand.
  if (!reading.inputs.some(names)) return reading;
  const moves = reading.operation === 'update' || reading.operation === 'act' || reading.operation === 'delete';
  if (!moves || reading.allowedFrom !== undefined || entity === undefined) return reading;
  const words = keyWordsOfText(description);
  const noun = entity.name.split('_').at(-1);
  const states = new Set([
    ...entity.states,
    ...entity.fields.flatMap(({ name, schema }) => (/status|state$/.test(name) ? (schema.enum ?? []) : [])),
  ]);
  const asked = [...states].filter(
    (state): state is string =>
      typeof state === 'string' &&
      words.some((word, at) => word === state.toLowerCase() && (words[at + 1] === noun || hasToBe(words, at))),
  );
  return asked.length === 1 && asked[0] !== reading.movesTo ? { ...reading, allowedFrom: asked } : reading;
}

/** "The ticket has to be paid", "must be ready". */
function hasToBe(words: readonly string[], at: number): boolean {
  return /(?:^| )(?:must|(?:has|have|ha|need|needs) to) be(?: first)?$/.test(
    words.slice(Math.max(0, at - 4), at).join(' '),
  );
}
