import type { Draft } from './draft.ts';
import type { EntityDraft } from './entity.ts';
import { memberOf } from './member.ts';
import { identifiedBy } from './noun-facts.ts';
import { fieldName } from './nouns.ts';
import { hangingOf, madeInPassing, type Orphans } from './orphans.ts';
import { readOutputs } from './outputs.ts';
import type { Profile } from './profile.ts';
import { predictResponse } from './response.ts';
import type { FunctionStatement } from './statements.ts';
import type { Transition } from './states.ts';
import { leadOf } from './text-cache.ts';
import type {
  ActionReading,
  FunctionReading,
  InputReading,
  Operation,
  OutputReading,
  ReadingEvidence,
} from './types.ts';
import { type Leaf, leavesOf } from './values.ts';
import { deedIn } from './words/deed.ts';

/** What one function does and takes. */
export function actionOf(draft: Draft): ActionReading {
  const { id, profile, settled, entity, statement } = draft;
  const member = memberOf(draft);
  return {
    function: id,
    operation: settled.operation,
    ...(entity === undefined ? {} : { entity: entity.name }),
    writes: statement?.writes ?? writesOf(profile, settled.operation),
    inputs: draft.inputs.map((input) => canonical(input, draft)),
    ...(member === undefined ? {} : { member }),
  };
}

/** The reading of one function, its response predicted where none is documented. */
export function finish(draft: Draft, orphans: Orphans): FunctionReading {
  const { profile, settled, subject, entity, entityOf } = draft;
  const { member, ...action } = actionOf(draft);
  const { inputs } = action;
  const { statement, transition: moved } = draft;
  const transition = { ...moved, ...requiredState(profile, entity) };
  const keyed = inputs.some(({ role, of }) => role === 'key' && of?.entity === entity?.name);
  const records = recordsOf(draft);
  const schema =
    statement?.response ??
    (profile.documented
      ? (profile.signature.response ?? {})
      : predictResponse(profile, {
          operation: settled.operation,
          entity,
          attribute: subject.attribute !== undefined && settled.operation !== 'update' ? subject.attribute : undefined,
          keyed,
          given: givenTo(draft),
          movesTo: transition.movesTo,
          entityOf,
          hanging: hangingOf(draft, orphans),
          sums: orphans.sums.has(profile.scope),
          records,
        }));
  const made = profile.documented ? [] : madeInPassing(draft).map(({ name }) => name);
  const outputs = readOutputs(
    profile.documented && statement?.response === undefined ? profile.outputs : leavesOf(schema, profile.lexicon.full),
    {
      operation: settled.operation,
      entity: entity?.name,
      noun: entity?.noun,
      copies: settled.operation === 'create' && COPYING.has(profile.reading.verb),
      records: records?.name,
      inputs: profile.inputs,
      inputRoles: inputs,
      entityOf: (noun) => entityOf(noun)?.name,
      hasIdentifier: entity !== undefined && (entity.identifiers.get(entity.mainIdentifier ?? '') ?? 0) >= 1,
      isOwnIdentifier: (field) =>
        entity !== undefined && ((entity.identifiers.get(field) ?? 0) >= 1 || entity.calledAfter(field) !== undefined),
      entityByField: draft.entityByField,
    },
  ).map((output) => canonical(output, draft));
  return {
    ...action,
    outputs,
    deed: deedIn(profile.signature, profile.reading),
    response: { schema, from: responseSource(draft) },
    ...(member === undefined ? {} : { member }),
    ...(made.length === 0 ? {} : { makes: made }),
    ...transition,
    ...(profile.lexicon.service === '' ? {} : { service: profile.lexicon.service }),
    confidence: isStated(statement)
      ? 1
      : round(settled.certainty * (entity === undefined ? ABOUT_NONE : subject.certainty)),
    evidence: evidenceOf(draft),
  };
}

const COPYING = new Set('duplicate clone copy cp fork split repeat'.split(' '));

/** `get_citations(paper_id)`, "Papers that cite this paper": a citation has no identifier, what is listed are papers. */
function recordsOf({ settled, entity, profile, entityOf }: Draft): EntityDraft | undefined {
  if (settled.operation !== 'list' || entity === undefined) return undefined;
  const view = showsOwn(profile, entity, entityOf) ? undefined : viewedIn(profile, entityOf);
  if (view !== undefined && view !== entity) return view;
  if (entity.identifiers.size > 0) return undefined;
  const shown = leadOf(profile);
  const found = shown.many ? entityOf(shown.object.at(-1) ?? '') : undefined;
  return found !== undefined && found !== entity && found.takers > 0 ? found : undefined;
}

/**
 * `arrivals_today` → confirmation number, guest name, status: rows that begin with the identifier of one kind of record
 * and have no moment of their own show those records. What happened at a time is a record of its own.
 */
function viewedIn({ outputs, inputs }: Profile, entityOf: Draft['entityOf']): EntityDraft | undefined {
  const rows = outputs.filter(({ path, composite }) => path.includes('[].') && !composite);
  const [first] = rows;
  const noun = first === undefined || first.identifies < 0.7 ? undefined : identifiedBy(first);
  if (first === undefined || noun === undefined || rows.some(isMoment)) return undefined;
  const others = rows.filter((leaf) => leaf !== first && leaf.holder === first.holder && leaf.identifies >= 0.9);
  // Those of a record that is asked for are that record's: marks of a course, members of a team.
  const asked = inputs.some((input) => input.required && identifiedBy(input) !== undefined);
  const found = entityOf(noun);
  return others.length > 0 || asked || found === undefined || found.takers === 0 ? undefined : found;
}

/** The lines hold the identifier of what the list is about. */
function showsOwn({ outputs }: Profile, entity: EntityDraft, entityOf: Draft['entityOf']): boolean {
  return outputs.some((leaf) => {
    if (!leaf.path.includes('[]')) return false;
    const noun = identifiedBy(leaf);
    return noun === undefined
      ? leaf.identifies >= 0.9 || entity.calledAfter(fieldName(leaf.name)) !== undefined
      : entityOf(noun) === entity;
  });
}

function isMoment({ words, schema }: Leaf): boolean {
  return schema.format === 'date-time' || /^(?:at|time|timestamp)$/.test(words.at(-1) ?? '');
}

/** Entities whose identifier the caller must give. */
function givenTo({ profile, inputs }: Draft): ReadonlySet<string> {
  const required = new Set(profile.inputs.filter((leaf) => leaf.required).map(({ path }) => path));
  const given = inputs.filter(({ parameter, role }) => role === 'reference' && required.has(parameter));
  return new Set(given.flatMap(({ of }) => of?.entity ?? []));
}

function isStated(statement: FunctionStatement | undefined): boolean {
  return statement?.source === 'stated' && (statement.operation !== undefined || statement.entity !== undefined);
}

function responseSource({ profile, statement }: Draft): FunctionReading['response']['from'] {
  if (statement?.response !== undefined) return statement.source;
  return profile.documented ? 'documented' : 'predicted';
}

/** `@requires open`: a premise that names a state of the entity, not a function. */
function requiredState({ signature }: Profile, entity: EntityDraft | undefined): Partial<Transition> {
  const states = entity === undefined ? [] : signature.premises.filter((premise) => entity.states.has(premise));
  return states.length === 0 ? {} : { allowedFrom: states };
}

/** How often a function that seems to be about no record is about none. */
const ABOUT_NONE = 0.75;

function round(value: number): number {
  return Math.max(0.05, Math.round(value * 100) / 100);
}

function writesOf({ signature, reading }: Profile, operation: Operation): boolean {
  if (signature.annotations.readOnly !== undefined && signature.annotations.readOnly) return false;
  if (operation === 'other') return reading.verbClass === 'run' || signature.annotations.destructive === true;
  return operation !== 'get' && operation !== 'list' && operation !== 'compute';
}

function evidenceOf({ profile, subject, settled, entity, statement }: Draft): readonly ReadingEvidence[] {
  const evidence: ReadingEvidence[] =
    statement === undefined
      ? [...profile.reading.evidence]
      : [{ source: statement.source, because: 'it is stated' }, ...profile.reading.evidence];
  if (settled.because !== undefined && settled.because !== subject.because)
    evidence.push({ source: 'prose', because: settled.because });
  if (entity !== undefined) evidence.push({ source: 'prose', because: subject.because });
  return evidence;
}

/** A field by its entity's own name for it: a bare `id` is the `order_id` that other functions take. */
function canonical<Reading extends InputReading | OutputReading>(
  reading: Reading,
  { entity, entityOf }: Draft,
): Reading {
  const { of } = reading;
  if (of === undefined) return reading;
  const target = of.entity === entity?.name ? entity : entityOf(of.entity.slice(of.entity.lastIndexOf('.') + 1));
  const field = target?.canonical(of.field) ?? of.field;
  return field === of.field ? reading : { ...reading, of: { entity: of.entity, field } };
}
