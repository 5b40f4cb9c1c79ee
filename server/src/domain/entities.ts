import type { Subject } from './about.ts';
import { aggregateOf } from './aggregate.ts';
import type { Draft } from './draft.ts';
import { EntityDraft } from './entity.ts';
import { FieldIndex } from './field-index.ts';
import { findOwnKey, type InputContext, readInputs } from './inputs.ts';
import { identifiedBy, type Nouns } from './noun-facts.ts';
import { fieldName, lastName } from './nouns.ts';
import type { Profile } from './profile.ts';
import { entityName, Scopes } from './scope.ts';
import type { Settled } from './settle.ts';
import type { EntityStatement, FunctionStatement } from './statements.ts';
import { type Transition, transitionOf } from './states.ts';
import type { Domain, InputReading } from './types.ts';
import type { Leaf } from './values.ts';

/** Weight of an identifier that somebody states: above all that functions could add up to. */
const STATED = 1_000_000;

/** The entities of a domain while it is read. */
export class Entities {
  readonly #scopes: Scopes;
  readonly #byName = new Map<string, EntityDraft>();
  /** What `find` found last, by scope and noun; null where there is none. */
  readonly #found = new Map<string, Map<string, EntityDraft | null>>();
  readonly #short: ReadonlyMap<string, string>;
  readonly #profiles: readonly Profile[];
  readonly #settled: readonly Settled[];
  readonly #nouns: Nouns;
  readonly #fields = new FieldIndex();
  readonly #ownKeys: (Leaf | undefined)[] = [];

  constructor(
    profiles: readonly Profile[],
    settled: readonly Settled[],
    nouns: Nouns,
    short: ReadonlyMap<string, string>,
  ) {
    this.#profiles = profiles;
    this.#settled = settled;
    this.#nouns = nouns;
    this.#short = short;
    this.#scopes = new Scopes(
      profiles,
      settled.map((one) => kept(one)),
    );
    profiles.forEach((profile, at) => {
      const noun = kept(settled[at] as Settled);
      if (noun !== undefined) this.#make(noun, profile.scope);
      for (const key of profile.keys) {
        const referred = identifiedBy(key);
        if (referred !== undefined && key.identifies >= 0.85) this.#make(referred, profile.scope);
      }
    });
    this.#indexKeys();
  }

  /** Notes, before any input is read, which fields the functions take as the keys of their records. */
  #indexKeys(): void {
    this.#profiles.forEach((profile, at) => {
      const { operation } = this.#settled[at] as Settled;
      const context = this.#context(at);
      const own = context.noun === undefined ? undefined : this.find(context.noun, profile.scope);
      const key = findOwnKey(profile.inputs, context, aggregateOf(profile) !== undefined);
      this.#ownKeys.push(key);
      if (own !== undefined && key !== undefined && (operation !== 'get' || key.identifies > 0))
        this.#fields.add(fieldName(key.name), profile.scope, own.name);
    });
  }

  #context(at: number): InputContext {
    const { scope, reading } = this.#profiles[at] as Profile;
    const settled = this.#settled[at] as Settled;
    return {
      operation: settled.operation,
      noun: kept(settled),
      object: reading.name.object.join('_'),
      entityOf: (noun) => this.find(noun, scope)?.name,
      isAbout: (noun) => (this.#nouns.get(this.#short.get(noun) ?? noun)?.about ?? 0) > 0,
      isMade: (noun) => (this.#nouns.get(this.#short.get(noun) ?? noun)?.made ?? 0) > 0,
      entityByField: (field) => this.#fields.find(field, scope),
    };
  }

  #nameOf(written: string, scope: string): string {
    const noun = this.#short.get(written) ?? written;
    return entityName(noun, this.#scopes.scopeOf(noun, scope), this.#scopes.isAmbiguous(noun));
  }

  #make(written: string, scope: string): void {
    const noun = this.#short.get(written) ?? written;
    const name = this.#nameOf(noun, scope);
    if (this.#byName.has(name)) return;
    this.#byName.set(name, new EntityDraft(name, noun, this.#scopes.scopeOf(noun, scope)));
    this.#found.clear();
  }

  find(noun: string, scope: string): EntityDraft | undefined {
    let nouns = this.#found.get(scope);
    if (nouns === undefined) {
      nouns = new Map();
      this.#found.set(scope, nouns);
    }
    let found = nouns.get(noun);
    if (found === undefined) {
      found = this.#byName.get(this.#nameOf(noun, scope)) ?? null;
      nouns.set(noun, found);
    }
    return found ?? undefined;
  }

  /** Every noun that means, in some scope, an entity whose identifier is taken and given by nobody. */
  hanging(): ReadonlySet<string> {
    const nouns = new Set<string>();
    for (const { noun, takers, givers } of this.#byName.values()) if (takers > 0 && givers === 0) nouns.add(noun);
    for (const [short, full] of this.#short) if (nouns.has(full)) nouns.add(short);
    return nouns;
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
    const said = stated.role === undefined ? {} : { stated: true as const };
    const field = fieldName(lastName(input.parameter));
    // What is stated to be no reference is a value of the function's own entity.
    const denied = (input.role === 'reference' || input.role === 'key') && role !== input.role;
    if (stated.of === undefined && (role === 'key' || denied))
      return {
        parameter: input.parameter,
        role,
        ...(own === undefined ? {} : { of: { entity: own.name, field } }),
        ...said,
      };
    if (stated.of === undefined) return { ...input, role, ...said };
    this.#make(stated.of.entity, scope);
    const entity = this.find(stated.of.entity, scope)?.name ?? stated.of.entity;
    return {
      parameter: input.parameter,
      role,
      of: { entity, field: stated.of.field === '' ? field : stated.of.field },
      ...said,
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

  /** Lets every identifier that functions take be known by its field's name, in whatever answer it stands. */
  indexIdentifiers(): void {
    for (const draft of this.#byName.values())
      for (const [field, weight] of draft.identifiers)
        if (weight >= 1) this.#fields.add(field, draft.scope, draft.name);
  }

  /** Every noun that means an entity somewhere. */
  nouns(): ReadonlySet<string> {
    return new Set([...[...this.#byName.values()].map(({ noun }) => noun), ...this.#short.keys()]);
  }

  build(): Domain['entities'] {
    return [...this.#byName.values()].map((draft) => draft.build());
  }

  /** The draft of one function, by its place in the catalog. */
  draft(id: string, at: number, subject: Subject, statement: FunctionStatement | undefined): Draft {
    const profile = this.#profiles[at] as Profile;
    const settled = this.#settled[at] as Settled;
    const context = this.#context(at);
    const entity = context.noun === undefined ? undefined : this.find(context.noun, profile.scope);
    const read = readInputs(profile.inputs, context, this.#ownKeys[at]);
    const inputs =
      statement?.inputs === undefined ? read : read.map((input) => this.#withInput(input, entity, statement, profile));
    return {
      id,
      profile,
      subject,
      settled,
      entity,
      inputs,
      transition: { ...transitionOf(profile, settled.operation), ...statedTransition(statement) },
      entityOf: (noun) => this.find(noun, profile.scope),
      entityByField: context.entityByField,
      statement,
    };
  }
}

/** Computing is about no record. */
function kept({ operation, noun }: Settled): string | undefined {
  return operation === 'compute' || operation === 'other' ? undefined : noun;
}

function statedTransition(statement: FunctionStatement | undefined): Partial<Transition> {
  return {
    ...(statement?.movesTo === undefined ? {} : { movesTo: statement.movesTo }),
    ...(statement?.allowedFrom === undefined ? {} : { allowedFrom: statement.allowedFrom }),
  };
}
