import type { FunctionSignature } from '../signature/index.ts';
import { EntityDraft } from './entity.ts';
import { readInputs } from './inputs.ts';
import { fieldName, nounOf } from './nouns.ts';
import { readOutputs } from './outputs.ts';
import { type Profile, profileOf, scopeOf } from './profile.ts';
import { predictResponse, STORED } from './response.ts';
import { entityName, Scopes } from './scope.ts';
import { servicesOf } from './service.ts';
import { type Settled, settle } from './settle.ts';
import {
  type EntityStatement,
  type FunctionStatement,
  NO_STATEMENTS,
  type StatementProblem,
  type Statements,
  statementIn,
} from './statements.ts';
import { type Transition, transitionOf } from './states.ts';
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
  readonly statement: FunctionStatement | undefined;
}

/**
 * Reads a catalog into its domain. What statements say, of the signatures' authors and of `statements`, wins over every
 * reading of names; see `statementProblems` for those that cannot hold.
 */
export function readDomain(functions: readonly DomainFunction[], statements: Statements = NO_STATEMENTS): Domain {
  const stated = statedOf(functions, statements);
  const services = servicesOf(functions.map(({ signature }) => signature));
  const profiles = functions.map(({ signature }) => profileOf(signature, services.get(scopeOf(signature)) ?? ''));
  const counted = countNouns(profiles);
  const short = shortNouns(counted);
  const nouns = withFullNouns(counted, short);
  const subjects = profiles.map((profile) => subjectOf(profile, nouns));
  const settled = profiles.map((profile, at) =>
    withStatement(settle(profile, subjects[at] as Subject, nouns), stated.get((functions[at] as DomainFunction).id)),
  );
  const entities = new Entities(profiles, subjects, settled, short);
  const drafts = functions.map(({ id }, at) =>
    entities.draft(id, profiles[at] as Profile, subjects[at] as Subject, settled[at] as Settled, stated.get(id)),
  );
  for (const draft of drafts) contribute(draft);
  for (const statement of statements.entities) entities.state(statement);
  for (const draft of drafts) relate(draft);
  const readings = drafts.map(finish);
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

  #withInput(
    input: InputReading,
    own: EntityDraft | undefined,
    { inputs = {} }: FunctionStatement,
    { scope }: Profile,
  ): InputReading {
    const stated = Object.hasOwn(inputs, input.parameter) ? inputs[input.parameter] : undefined;
    if (stated === undefined) return input;
    const role = stated.role ?? input.role;
    const field = fieldName(lastName(input.parameter));
    if (stated.of === undefined)
      return role === 'key' && own !== undefined
        ? { parameter: input.parameter, role, of: { entity: own.name, field } }
        : { ...input, role };
    this.#make(stated.of.entity, scope);
    const entity = this.find(stated.of.entity, scope)?.name ?? stated.of.entity;
    return {
      parameter: input.parameter,
      role,
      of: { entity, field: stated.of.field === '' ? field : stated.of.field },
    };
  }

  /** What an author says of an entity; one that no function is about is made by it. */
  state({ entity, identifier, states = [], singleton }: EntityStatement): void {
    this.#make(entity, '');
    const draft = this.find(entity, '');
    if (draft === undefined) return;
    if (identifier !== undefined) draft.addIdentifier(identifier, draft.fields.get(identifier)?.schema ?? {}, STATED);
    for (const state of states) draft.states.add(state);
    if (singleton !== undefined) draft.stated = singleton;
  }

  build(): Domain['entities'] {
    return [...this.#byName.values()].map((draft) => draft.build());
  }

  draft(
    id: string,
    profile: Profile,
    subject: Subject,
    settled: Settled,
    statement: FunctionStatement | undefined,
  ): Draft {
    const entityOf = (noun: string) => this.find(noun, profile.scope);
    const noun = kept(settled);
    const entity = noun === undefined ? undefined : entityOf(noun);
    const read = readInputs(profile.inputs, {
      operation: settled.operation,
      noun,
      entityOf: (other) => entityOf(other)?.name,
    });
    const inputs =
      statement?.inputs === undefined ? read : read.map((input) => this.#withInput(input, entity, statement, profile));
    return { id, profile, subject, settled, entity, inputs, entityOf, statement };
  }
}

/** Weight of an identifier that somebody states: above all that functions could add up to. */
const STATED = 1_000_000;

/** Statements by function id: those in signatures, and over them those given. */
function statedOf(
  functions: readonly DomainFunction[],
  { functions: given }: Statements,
): ReadonlyMap<string, FunctionStatement> {
  const stated = new Map<string, FunctionStatement>();
  for (const { id, signature } of functions) {
    const statement = statementIn(id, signature);
    if (statement !== undefined) stated.set(id, statement);
  }
  for (const statement of given) {
    const known = stated.get(statement.function);
    // What a signature's author states wins over what was observed or proposed.
    const merged = statement.source === 'stated' ? { ...known, ...statement } : { ...statement, ...known };
    stated.set(statement.function, merged);
  }
  return stated;
}

function withStatement(settled: Settled, statement: FunctionStatement | undefined): Settled {
  if (statement === undefined || (statement.operation === undefined && statement.entity === undefined)) return settled;
  return {
    operation: statement.operation ?? settled.operation,
    noun: statement.entity === undefined ? settled.noun : (statement.entity ?? undefined),
    certainty: 1,
    because: 'it is stated',
  };
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
function finish(draft: Draft): FunctionReading {
  const { profile, settled, subject, entity, inputs, entityOf } = draft;
  const { statement } = draft;
  const transition = {
    ...transitionOf(profile, settled.operation),
    ...requiredState(profile, entity),
    ...statedTransition(statement),
  };
  if (entity !== undefined && transition.movesTo !== undefined) entity.states.add(transition.movesTo);
  const keyed = inputs.some(({ role, of }) => role === 'key' && of?.entity === entity?.name);
  const schema =
    statement?.response ??
    (profile.documented
      ? (profile.signature.response ?? {})
      : predictResponse(profile, {
          operation: settled.operation,
          entity,
          attribute: subject.attribute !== undefined && settled.operation !== 'update' ? subject.attribute : undefined,
          keyed,
          movesTo: transition.movesTo,
          entityOf,
          hanging: hangingOf(draft),
        }));
  const outputs = readOutputs(
    profile.documented && statement?.response === undefined ? profile.outputs : leavesOf(schema),
    {
      operation: settled.operation,
      entity: entity?.name,
      noun: entity?.noun,
      inputs: profile.inputs,
      inputRoles: inputs,
      entityOf: (noun) => entityOf(noun)?.name,
    },
  );
  return {
    function: draft.id,
    operation: settled.operation,
    ...(entity === undefined ? {} : { entity: entity.name }),
    writes: statement?.writes ?? writesOf(profile, settled.operation),
    inputs,
    outputs,
    response: { schema, from: responseSource(draft) },
    ...transition,
    confidence: isStated(statement) ? 1 : round(settled.certainty * (entity === undefined ? 1 : subject.certainty)),
    evidence: evidenceOf(draft),
  };
}

function isStated(statement: FunctionStatement | undefined): boolean {
  return statement?.source === 'stated' && (statement.operation !== undefined || statement.entity !== undefined);
}

function responseSource({ profile, statement }: Draft): FunctionReading['response']['from'] {
  if (statement?.response !== undefined) return statement.source;
  return profile.documented ? 'documented' : 'predicted';
}

function statedTransition(statement: FunctionStatement | undefined): Partial<Transition> {
  return {
    ...(statement?.movesTo === undefined ? {} : { movesTo: statement.movesTo }),
    ...(statement?.allowedFrom === undefined ? {} : { allowedFrom: statement.allowedFrom }),
  };
}

/** `@requires open`: a premise that names a state of the entity, not a function. */
function requiredState({ signature }: Profile, entity: EntityDraft | undefined): Partial<Transition> {
  const states = entity === undefined ? [] : signature.premises.filter((premise) => entity.states.has(premise));
  return states.length === 0 ? {} : { allowedFrom: states };
}

function round(value: number): number {
  return Math.max(0.05, Math.round(value * 100) / 100);
}

/** Records whose identifier is taken and which no list or creation gives: who speaks of them gives them. */
function hangingOf({ profile, settled, entity, inputs, entityOf }: Draft): readonly EntityDraft[] {
  const { operation } = settled;
  if (operation === 'delete' || operation === 'compute' || operation === 'send' || operation === 'session') return [];
  const taken = new Set(
    inputs
      .filter(({ role, of }) => of !== undefined && (role === 'key' || role === 'reference'))
      .map(({ of }) => of?.entity),
  );
  const found: EntityDraft[] = [];
  for (const noun of profile.mentions) {
    const other = entityOf(noun);
    if (other === undefined || other === entity || other.takers === 0 || other.givers > 0) continue;
    if (!taken.has(other.name) && !found.includes(other)) found.push(other);
  }
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

/** Statements that cannot hold: of functions, parameters and entities that do not exist, and states nobody knows. */
export function statementProblems(
  functions: readonly DomainFunction[],
  statements: Statements,
  domain: Domain,
): readonly StatementProblem[] {
  const byId = new Map(functions.map((one) => [one.id, one.signature]));
  const own = new Set(domain.functions.flatMap(({ entity }) => (entity === undefined ? [] : [entity])));
  const problems: StatementProblem[] = [];
  const inSignatures = functions.flatMap(({ id, signature }) => statementIn(id, signature) ?? []);
  for (const statement of [...inSignatures, ...statements.functions]) {
    const about = statement.function;
    const signature = byId.get(about);
    if (signature === undefined) {
      problems.push({ about, message: `There is no function ${about}.` });
      continue;
    }
    for (const [parameter, { of }] of Object.entries(statement.inputs ?? {})) {
      if (!Object.hasOwn(signature.parameters.properties ?? {}, parameter))
        problems.push({ about, message: `${about} has no parameter ${parameter}.` });
      else if (of !== undefined && !own.has(of.entity))
        problems.push({
          about,
          message: `No function is about ${of.entity}, which ${parameter} of ${about} is said to refer to.`,
        });
    }
  }
  for (const { entity } of statements.entities)
    if (!own.has(entity)) problems.push({ about: entity, message: `No function is about ${entity}.` });
  return problems;
}
