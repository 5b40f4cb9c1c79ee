import { singularWord } from '../english/index.ts';
import { convertsMoney } from './customary.ts';
import type { Draft } from './draft.ts';
import type { EntityDraft } from './entity.ts';
import { identifiedBy } from './noun-facts.ts';
import { mentionsOf, type Nouns, type Profile, searchedNouns } from './profile.ts';
import { Sources, type Unspoken } from './sources.ts';
import { secondDeeds } from './text-cache.ts';
import type { Operation } from './types.ts';

/** Entities whose identifier is taken though nothing gives it. */
export interface Orphans {
  /** Those that no function's text speaks of and no function seems to give, by the scope of the functions that take them. */
  readonly unspoken: ReadonlyMap<string, readonly EntityDraft[]>;
  /** Of scopes that have unspoken ones: what is likeliest to give them. */
  readonly sources: ReadonlyMap<string, Sources>;
  /** Those that a function is the likeliest to give, by its id. */
  readonly given: ReadonlyMap<string, readonly EntityDraft[]>;
  /** Scopes in which some function converts sums of money. */
  readonly sums: ReadonlySet<string>;
  /** Nouns that mean one in some scope. */
  readonly nouns: Nouns;
  /** See `mentioned`: what each function's text was found to speak of. */
  readonly mentioned: ReadonlyMap<Profile, readonly EntityDraft[]>;
}

const SILENT: ReadonlySet<Operation> = new Set(['delete', 'compute', 'send', 'session']);
const MAX_HANGING = 3;
const MAX_ORPHANS = 2;

/**
 * The orphans of a catalog. One that no function's text speaks of can only come from a search whose records have no
 * identifier.
 *
 * @param hanging see `Entities.hanging`
 */
export function orphansOf(drafts: readonly Draft[], hanging: ReadonlySet<string>): Orphans {
  const nouns = searchedNouns(hanging);
  const spoken = new Set<EntityDraft>();
  const found = new Map<Profile, readonly EntityDraft[]>();
  const byScope = new Map<string, Map<EntityDraft, Draft[]>>();
  for (const draft of drafts) {
    const mentions = mentioned(draft, nouns);
    found.set(draft.profile, mentions);
    for (const other of mentions) spoken.add(other);
    for (const { role, of } of draft.inputs) {
      if (of === undefined || (role !== 'key' && role !== 'reference')) continue;
      const other = draft.entityOf(of.entity.slice(of.entity.lastIndexOf('.') + 1));
      if (other === undefined || other.givers > 0) continue;
      let scope = byScope.get(draft.profile.scope);
      if (scope === undefined) {
        scope = new Map();
        byScope.set(draft.profile.scope, scope);
      }
      const takers = scope.get(other);
      if (takers === undefined) scope.set(other, [draft]);
      else takers.push(draft);
    }
  }
  const silent = new Map<string, readonly Unspoken[]>();
  for (const [scope, all] of byScope) {
    const left = [...all].filter(([entity]) => !spoken.has(entity)).map(([entity, takers]) => ({ entity, takers }));
    if (left.length > 0) silent.set(scope, left);
  }
  const sums = new Set(drafts.flatMap(({ profile }) => (convertsMoney(profile) ? [profile.scope] : [])));
  return { ...assigned(silent, drafts), sums, nouns, mentioned: found };
}

function assigned(
  silent: ReadonlyMap<string, readonly Unspoken[]>,
  drafts: readonly Draft[],
): Pick<Orphans, 'given' | 'unspoken' | 'sources'> {
  const sources = new Map<string, Sources>();
  const given = new Map<string, readonly EntityDraft[]>();
  const unspoken = new Map<string, readonly EntityDraft[]>();
  if (silent.size === 0) return { given, unspoken, sources };
  const byScope = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { scope } = draft.profile;
    if (!silent.has(scope)) continue;
    const list = byScope.get(scope);
    if (list === undefined) byScope.set(scope, [draft]);
    else list.push(draft);
  }
  for (const [scope, all] of silent) {
    const own = new Sources(all, byScope.get(scope) ?? []);
    sources.set(scope, own);
    const found = new Set<EntityDraft>();
    for (const [id, entities] of own.given()) {
      given.set(id, entities);
      for (const entity of entities) found.add(entity);
    }
    unspoken.set(
      scope,
      all.flatMap(({ entity }) => (found.has(entity) ? [] : [entity])),
    );
  }
  return { given, unspoken, sources };
}

/** Entities whose identifier is taken and given by nobody: who speaks of them gives them. */
function mentioned({ profile, settled, entity, inputs, entityOf }: Draft, nouns: Nouns): readonly EntityDraft[] {
  if (SILENT.has(settled.operation)) return [];
  const spoken = mentionsOf(profile, nouns);
  if (spoken.length === 0) return madeInPassing({ profile, settled, entity, entityOf });
  const taken = new Set<string>();
  for (const { role, of } of inputs)
    if (of !== undefined && (role === 'key' || role === 'reference')) taken.add(of.entity);
  const found: EntityDraft[] = [];
  for (const noun of spoken) {
    const other = entityOf(noun);
    if (other === undefined || other === entity || other.takers === 0 || other.givers > 0) continue;
    if (!taken.has(other.name) && !found.includes(other)) found.push(other);
  }
  for (const other of madeInPassing({ profile, settled, entity, entityOf }))
    if (!found.includes(other)) found.push(other);
  return found;
}

/** `assign_assessor(claim_id, visit_on)`: a value of the visit is given, so one may come of it. */
function told({ inputs }: Profile): readonly string[] {
  return inputs.flatMap(({ words, identifies, required }) =>
    required && identifies === 0 && words.length > 1 ? [words[0] as string] : [],
  );
}

/** `Accept an invitation and start the game`: a second deed makes the game, which others then ask for. */
export function madeInPassing({
  profile,
  settled,
  entity,
  entityOf,
}: Pick<Draft, 'profile' | 'settled' | 'entity' | 'entityOf'>): EntityDraft[] {
  if (settled.operation !== 'act' && settled.operation !== 'create' && settled.operation !== 'update') return [];
  const found: EntityDraft[] = [];
  for (const word of [...secondDeeds(profile), ...told(profile)]) {
    const other = entityOf(singularWord(word));
    const asked = other !== undefined && profile.keys.some((key) => key.required && identifiedBy(key) === other.noun);
    if (other !== undefined && other !== entity && other.takers > 0 && !asked) found.push(other);
  }
  return found;
}

/** Entities whose identifiers an answer gives besides its own: those that it speaks of, and records that refer back. */
export function hangingOf(draft: Draft, orphans: Orphans): readonly EntityDraft[] {
  const { profile, settled, entity, entityOf } = draft;
  // An edited function has another profile.
  const mentions = orphans.mentioned.get(profile) ?? mentioned(draft, orphans.nouns);
  const found = [...mentions, ...(orphans.given.get(draft.id) ?? [])];
  if (entity !== undefined && settled.operation === 'get')
    for (const relation of entity.relations.values()) {
      const other = relation.many ? entityOf(relation.to) : undefined;
      if (other !== undefined && other.takers > 0 && other.givers === 0 && !found.includes(other)) found.push(other);
    }
  if (settled.operation === 'list' && found.length === 0 && entity !== undefined && entity.identifiers.size === 0)
    found.push(...(orphans.unspoken.get(profile.scope) ?? []).slice(0, MAX_ORPHANS));
  return found.slice(0, MAX_HANGING);
}
