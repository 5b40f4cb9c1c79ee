import type { FunctionSignature } from '../signature/index.ts';
import { EntityDraft } from './entity.ts';
import { readInputs } from './inputs.ts';
import { fieldName, nounOf, nounWords } from './nouns.ts';
import { readOutputs } from './outputs.ts';
import { type Profile, profileOf, scopeOf } from './profile.ts';
import { predictResponse, STORED } from './response.ts';
import { entityName, Scopes } from './scope.ts';
import { servicesOf } from './service.ts';
import { type Settled, settle } from './settle.ts';
import { transitionOf } from './states.ts';
import { countNouns, identifiedBy, type Subject, shortNouns, subjectOf, withFullNouns } from './subject.ts';
import type { Domain, FunctionReading, InputReading, Operation, ReadingEvidence } from './types.ts';
import { type Leaf, leavesOf } from './values.ts';

/** A function of a catalog, as every stage after `signature` takes it. */
export interface DomainFunction {
  readonly id: string;
  readonly signature: FunctionSignature;
}

/** One function on its way to a reading. */
interface Draft {
  readonly id: string;
  readonly profile: Profile;
  readonly subject: Subject;
  readonly settled: Settled;
  readonly entity: EntityDraft | undefined;
  readonly inputs: readonly InputReading[];
  readonly entityOf: (noun: string) => EntityDraft | undefined;
}

/** Reads a catalog into its domain. */
export function readDomain(functions: readonly DomainFunction[]): Domain {
  const services = servicesOf(functions.map(({ signature }) => signature));
  const profiles = functions.map(({ signature }) => profileOf(signature, services.get(scopeOf(signature)) ?? ''));
  const counted = countNouns(profiles);
  const short = shortNouns(counted);
  const nouns = withFullNouns(counted, short);
  const subjects = profiles.map((profile) => subjectOf(profile, nouns));
  const settled = profiles.map((profile, at) => settle(profile, subjects[at] as Subject, nouns));
  const entities = new Entities(profiles, subjects, settled, short);
  const drafts = functions.map(({ id }, at) =>
    entities.draft(id, profiles[at] as Profile, subjects[at] as Subject, settled[at] as Settled),
  );
  for (const draft of drafts) contribute(draft);
  for (const draft of drafts) relate(draft);
  const readings = drafts.map((draft) => finish(draft, entities));
  return { entities: entities.build(), functions: readings };
}

/** The entities of a domain while it is read. */
class Entities {
  readonly #scopes: Scopes;
  readonly #byName = new Map<string, EntityDraft>();
  readonly #short: ReadonlyMap<string, string>;

  constructor(
    profiles: readonly Profile[],
    subjects: readonly Subject[],
    settled: readonly Settled[],
    short: ReadonlyMap<string, string>,
  ) {
    this.#short = short;
    this.#scopes = new Scopes(
      profiles,
      subjects.map((subject, at) => ({ ...subject, noun: kept(settled[at] as Settled) })),
    );
    profiles.forEach((profile, at) => {
      const noun = kept(settled[at] as Settled);
      if (noun !== undefined) this.#make(noun, profile.scope);
      for (const key of profile.keys) {
        const referred = identifiedBy(key);
        if (referred !== undefined && key.identifies >= 0.9) this.#make(referred, profile.scope);
      }
    });
  }

  #nameOf(written: string, scope: string): string {
    const noun = this.#short.get(written) ?? written;
    return entityName(noun, this.#scopes.scopeOf(noun, scope), this.#scopes.isAmbiguous(noun));
  }

  #make(written: string, scope: string): void {
    const noun = this.#short.get(written) ?? written;
    const name = this.#nameOf(noun, scope);
    if (!this.#byName.has(name)) this.#byName.set(name, new EntityDraft(name, noun, this.#scopes.scopeOf(noun, scope)));
  }

  find(noun: string, scope: string): EntityDraft | undefined {
    return this.#byName.get(this.#nameOf(noun, scope));
  }

  get(name: string): EntityDraft | undefined {
    return this.#byName.get(name);
  }

  /** Entities of one scope and shared ones whose identifier is taken, but that nothing gives. */
  build(): Domain['entities'] {
    return [...this.#byName.values()].map((draft) => draft.build());
  }

  draft(id: string, profile: Profile, subject: Subject, settled: Settled): Draft {
    const entityOf = (noun: string) => this.find(noun, profile.scope);
    const noun = kept(settled);
    const entity = noun === undefined ? undefined : entityOf(noun);
    if (entity !== undefined) entity.functions++;
    const inputs = readInputs(profile.inputs, {
      operation: settled.operation,
      noun,
      entityOf: (other) => entityOf(other)?.name,
    });
    return { id, profile, subject, settled, entity, inputs, entityOf };
  }
}

/** Computing is about no record. */
function kept({ operation, noun }: Settled): string | undefined {
  return operation === 'compute' || operation === 'other' ? undefined : noun;
}

const SET = new Set<Operation>(['create', 'update']);

/** Puts what a function takes and documents into the entities it speaks of. */
function contribute({ profile, settled, entity, inputs, entityOf }: Draft): void {
  const { operation } = settled;
  const byPath = new Map(profile.inputs.map((leaf) => [leaf.path, leaf]));
  let keyed = false;
  for (const { parameter, role, of } of inputs) {
    const leaf = byPath.get(parameter) as Leaf;
    if (of === undefined) continue;
    if (role === 'key' || role === 'reference') {
      const target =
        of.entity === entity?.name
          ? entity
          : (entityOf(nounOf(leaf.owner ?? [])) ?? entityOf(leaf.owner?.at(-1) ?? ''));
      if (target === undefined) continue;
      target.takers++;
      target.addIdentifier(identifierField(leaf), itemOf(leaf), leaf.required ? 1 : 0.4);
      if (target === entity) keyed = true;
      else if (entity !== undefined && (SET.has(operation) || operation === 'list' || operation === 'get'))
        entity.addField(fieldName(leaf.name), leaf.schema, SET.has(operation) ? STORED : 0.5, target.name);
    } else if (entity !== undefined && (role === 'attribute' || role === 'filter' || role === 'bound')) {
      entity.addField(of.field, leaf.schema, SET.has(operation) ? STORED : role === 'attribute' ? 0.6 : 0.4);
    }
  }
  if (entity === undefined) return;
  if (operation === 'list' || operation === 'create') entity.givers++;
  else if (!keyed && (operation === 'get' || operation === 'update' || operation === 'act')) entity.keyless++;
  for (const leaf of profile.outputs) {
    if (leaf.composite || leaf.path.split('.').length > 2) continue;
    const noun = identifiedBy(leaf);
    if (noun === undefined && leaf.identifies >= 0.9 && operation !== 'compute')
      entity.addIdentifier(identifierField(leaf), itemOf(leaf), 0.5);
    else if (noun !== undefined && entityOf(noun) === entity)
      entity.addIdentifier(identifierField(leaf), itemOf(leaf), 0.6);
    else if (operation !== 'compute')
      entity.addField(fieldName(leaf.name), leaf.schema, 0.7, noun === undefined ? undefined : entityOf(noun)?.name);
  }
}

/** `parent_order_id` holds an `order_id`; `track_ids` holds several of one. */
function identifierField(leaf: Leaf): string {
  const role = leaf.words.at(-1) ?? '';
  const owner = leaf.owner ?? [];
  return nounOf(leaf.identifies === 0 ? leaf.words : [...owner, owner.length > 0 || role !== '' ? role : leaf.name]);
}

function itemOf(leaf: Leaf): Leaf['schema'] {
  const items = leaf.schema.items;
  return leaf.many && typeof items === 'object' && !Array.isArray(items) ? items : leaf.schema;
}

/** Relations: a field that refers to one, and the list of those that refer back. */
function relate({ settled, entity, inputs, profile, entityOf }: Draft): void {
  if (entity === undefined) return;
  for (const { role, of, parameter } of inputs) {
    if (role !== 'reference' || of === undefined || of.entity === entity.name) continue;
    const many = parameter.includes('[]');
    entity.addRelation({ to: of.entity, via: fieldName(lastName(parameter)), many });
    const other = entityNamed(of.entity, profile, entityOf);
    if (settled.operation === 'list' || settled.operation === 'create')
      other?.addRelation({ to: entity.name, via: fieldName(lastName(parameter)), many: true });
  }
  for (const [name, field] of entity.fields)
    if (field.references !== undefined && field.references !== entity.name)
      entity.addRelation({ to: field.references, via: name, many: false });
}

function entityNamed(name: string, _profile: Profile, entityOf: Draft['entityOf']): EntityDraft | undefined {
  return entityOf(name.slice(name.lastIndexOf('.') + 1));
}

function lastName(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? path;
}

/** The reading of one function, its response predicted where none is documented. */
function finish(draft: Draft, entities: Entities): FunctionReading {
  const { profile, settled, subject, entity, inputs, entityOf } = draft;
  const transition = transitionOf(profile, settled.operation);
  if (entity !== undefined && transition.movesTo !== undefined) entity.states.add(transition.movesTo);
  const keyed = inputs.some(({ role, of }) => role === 'key' && of?.entity === entity?.name);
  const schema = profile.documented
    ? (profile.signature.response ?? {})
    : predictResponse(profile, {
        operation: settled.operation,
        entity,
        attribute: subject.attribute !== undefined && settled.operation !== 'update' ? subject.attribute : undefined,
        keyed,
        movesTo: transition.movesTo,
        entityOf,
        hanging: hangingOf(draft, entities),
      });
  const outputs = readOutputs(profile.documented ? profile.outputs : leavesOf(schema), {
    operation: settled.operation,
    entity: entity?.name,
    noun: entity?.noun,
    inputs: profile.inputs,
    inputRoles: inputs,
    entityOf: (noun) => entityOf(noun)?.name,
  });
  return {
    function: draft.id,
    operation: settled.operation,
    ...(entity === undefined ? {} : { entity: entity.name }),
    writes: writesOf(profile, settled.operation),
    inputs,
    outputs,
    response: { schema, from: profile.documented ? 'documented' : 'predicted' },
    ...transition,
    confidence: round(settled.certainty * (entity === undefined ? 1 : subject.certainty)),
    evidence: evidenceOf(draft),
  };
}

function round(value: number): number {
  return Math.max(0.05, Math.round(value * 100) / 100);
}

/** Records whose identifier is taken and which no list or creation gives: who speaks of them gives them. */
function hangingOf({ profile, settled, entity, inputs, entityOf }: Draft, _entities: Entities): readonly EntityDraft[] {
  const { operation } = settled;
  if (operation === 'delete' || operation === 'compute' || operation === 'send' || operation === 'session') return [];
  const taken = new Set(
    inputs
      .filter(({ role, of }) => of !== undefined && (role === 'key' || role === 'reference'))
      .map(({ of }) => of?.entity),
  );
  const found: EntityDraft[] = [];
  const words = nounWords(`${profile.signature.name} ${profile.signature.description.slice(0, 300)}`);
  words.forEach((word, at) => {
    const pair = at > 0 ? entityOf(`${words[at - 1]}_${word}`) : undefined;
    const other = pair ?? entityOf(word);
    if (other === undefined || other === entity || other.takers === 0 || other.givers > 0 || taken.has(other.name))
      return;
    if (!found.includes(other)) found.push(other);
  });
  if (entity !== undefined && operation === 'get')
    for (const relation of entity.relations.values()) {
      const other = relation.many ? entityOf(relation.to) : undefined;
      if (other !== undefined && other.takers > 0 && other.givers === 0 && !found.includes(other)) found.push(other);
    }
  return found.slice(0, 3);
}

function writesOf({ signature, reading }: Profile, operation: Operation): boolean {
  if (signature.annotations.readOnly !== undefined && signature.annotations.readOnly) return false;
  if (operation === 'other') return reading.verbClass === 'run' || signature.annotations.destructive === true;
  return operation !== 'get' && operation !== 'list' && operation !== 'compute';
}

function evidenceOf({ profile, subject, settled, entity }: Draft): readonly ReadingEvidence[] {
  const evidence: ReadingEvidence[] = [...profile.reading.evidence];
  if (settled.because !== undefined && settled.because !== subject.because)
    evidence.push({ source: 'prose', because: settled.because });
  if (entity !== undefined) evidence.push({ source: 'prose', because: subject.because });
  return evidence;
}
