import type { Draft } from './draft.ts';
import type { EntityDraft } from './entity.ts';
import { identifiedBy } from './noun-facts.ts';
import type { Profile } from './profile.ts';
import { stemOf, stemsOf } from './stems.ts';
import { firstWordOf } from './text-cache.ts';
import type { Operation } from './types.ts';

/** An identifier that is taken, that nothing gives, and of which no other function's text speaks. */
export interface Unspoken {
  readonly entity: EntityDraft;
  readonly takers: readonly Draft[];
}

/** How likely an operation is where an identifier comes from; those left out give none. */
const GIVING: Partial<Record<Operation, number>> = { list: 1.3, get: 1.2, other: 1, act: 1, create: 1 };
/** Sources kept beside the best one are nearly as good. */
const NEARLY = 0.5;
const MAX_SOURCES = 3;
/** Words that more functions of a scope use tell nothing. */
const MAX_SHARE = 0.4;
const MAX_USERS = 60;

/** The functions of one scope by the stems of their texts. */
type Users = Map<string, Draft[]>;

function usersOf(drafts: readonly Draft[]): Users {
  const users: Users = new Map();
  for (const draft of drafts)
    for (const stem of stemsOf(draft.profile.words)) {
      const list = users.get(stem);
      if (list === undefined) users.set(stem, [draft]);
      else list.push(draft);
    }
  return users;
}

function bestSources({ takers, entity }: Unspoken, users: Users, readers: Readers, size: number): readonly Draft[] {
  const asking = new Set(takers);
  const scores = new Map<Draft, number>();
  for (const stem of new Set(takers.flatMap(({ profile }) => [...stemsOf(profile.words)]))) {
    const all = users.get(stem) ?? [];
    if (all.length > mostUsers(size)) continue;
    for (const draft of all) {
      if (asking.has(draft) || !gives(draft, entity) || !begins(draft, stem)) continue;
      const worth = Math.log(1 + size / all.length) * (GIVING[draft.settled.operation] ?? 0);
      scores.set(draft, (scores.get(draft) ?? 0) + worth);
    }
  }
  // One record that nobody could ask for, and an identifier that nobody gives: two names of one thing.
  const [maker, ...more] = readers.makers;
  const asked = readers.asked.get(entity.noun) ?? 0;
  if (maker !== undefined && more.length === 0 && asked > 1 && !asking.has(maker) && gives(maker, entity))
    scores.set(maker, (scores.get(maker) ?? 0) + STARTED);
  for (const [draft, worth] of readersBeside(takers, readers, entity))
    scores.set(draft, (scores.get(draft) ?? 0) + worth);
  const ranked = [...scores]
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1));
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= best * NEARLY)
    .slice(0, MAX_SOURCES)
    .map(([draft]) => draft);
}

/** What a reader of a record is worth as a source of what is asked for together with the record. */
const BESIDE = { get: 1.2, list: 0.8 } as const;
const STARTING = new Set(
  'start launch begin open initiate trigger deploy commence kick spawn run join accept'.split(' '),
);
const STARTED = 3;
/** And a reader of the record that most functions work on. */
const CENTRAL = { get: 0.4, list: 0.4 } as const;

/** Services that are larger hold several things that most functions work on, and many beginnings. */
const SMALL = 60;
/** More readers of one record than this are no hint. */
const MAX_READERS = 12;

/** Functions of one scope that may give what nobody speaks of. */
interface Readers {
  /** By the name of what they read: those of any one record, and of many. */
  readonly byEntity: ReadonlyMap<string, readonly Draft[]>;
  /** `launch_mission(mission_id)`: what is begun is what others ask for and nobody makes. */
  readonly starting: readonly Draft[];
  /** The record that most functions of a small scope work on. */
  readonly central: string | undefined;
  /** `submit_request(material)`: what makes a record that no function could ever ask for. */
  readonly makers: readonly Draft[];
  /** How many functions ask for an identifier that is called after a noun. */
  readonly asked: ReadonlyMap<string, number>;
}

function readersOf(drafts: readonly Draft[]): Readers {
  const byEntity = new Map<string, Draft[]>();
  const starting: Draft[] = [];
  const makers: Draft[] = [];
  const asked = new Map<string, number>();
  let central: EntityDraft | undefined;
  const small = drafts.length <= SMALL;
  for (const draft of drafts) {
    const { entity, settled, profile, subject } = draft;
    for (const noun of new Set(profile.keys.map(identifiedBy)))
      if (noun !== undefined) asked.set(noun, (asked.get(noun) ?? 0) + 1);
    if (entity === undefined) continue;
    if (small && entity.givers > 0 && entity.takers > (central?.takers ?? 0)) central = entity;
    if (settled.operation === 'create' && entity.takers === 0 && !profile.documented) makers.push(draft);
    if (small && settled.operation === 'act' && STARTING.has(profile.reading.verb)) starting.push(draft);
    const reads = settled.operation === 'get' || settled.operation === 'list';
    if (!reads || profile.reading.verbClass === 'check' || subject.attribute !== undefined) continue;
    const list = byEntity.get(entity.name);
    if (list === undefined) byEntity.set(entity.name, [draft]);
    else if (list.length < MAX_READERS) list.push(draft);
  }
  return { byEntity, starting, central: central?.name, makers, asked };
}

/**
 * Readers of the records that the takers of an identifier ask for besides it: `submit_filing(case_number, party_id)`, so
 * the parties are found in the case.
 */
function readersBeside(
  takers: readonly Draft[],
  { byEntity, starting, central }: Readers,
  sought: EntityDraft,
): ReadonlyMap<Draft, number> {
  const asking = new Set(takers);
  const found = new Map<Draft, number>();
  const add = (entity: string, worth: { readonly get: number; readonly list: number }) => {
    for (const draft of byEntity.get(entity) ?? []) {
      if (asking.has(draft) || !gives(draft, sought)) continue;
      const own = draft.settled.operation === 'get' ? worth.get : worth.list;
      found.set(draft, (found.get(draft) ?? 0) + own);
    }
  };
  for (const name of askedBeside(takers, sought)) add(name, BESIDE);
  if (central !== undefined) add(central, CENTRAL);
  if (takers.length > 1)
    for (const draft of starting) if (!asking.has(draft) && gives(draft, sought)) found.set(draft, STARTED);
  return found;
}

/** Names of the other records that takers of an identifier ask for. */
function askedBeside(takers: readonly Draft[], sought: EntityDraft): ReadonlySet<string> {
  const beside = new Set<string>();
  for (const { inputs } of takers.slice(0, MAX_READERS))
    for (const { role, of } of inputs)
      if (of !== undefined && (role === 'key' || role === 'reference') && of.entity !== sought.name)
        beside.add(of.entity);
  return beside;
}

/** What only changes a record gives what its verb speaks of: `transcribe_episode` a transcript, `play_song` no playlist. */
function begins({ settled, profile }: Draft, stem: string): boolean {
  return settled.operation === 'list' || settled.operation === 'get' || stemOf(verbOf(profile)) === stem;
}

/** The word that a name says is done, whether or not it is a known verb. */
function verbOf(profile: Profile): string {
  return profile.reading.name.verb === '' ? firstWordOf(profile) : profile.reading.verb;
}

function gives({ profile, statement, entity }: Draft, sought: EntityDraft): boolean {
  return !profile.documented && statement?.response === undefined && entity !== sought;
}

/**
 * Where identifiers of one scope come from that nobody speaks of: the functions whose names and texts share rare words with
 * those that take one. `get_transcript(job_id)` is answered by what `transcribe_episode` began.
 */
export class Sources {
  readonly #unspoken: readonly Unspoken[];
  readonly #users: Users;
  readonly #readers: Readers;
  readonly #size: number;
  /** Ids of the functions that give each of `#unspoken`, the likeliest first. */
  readonly #best: readonly (readonly string[])[];

  /** @param drafts all functions of the scope */
  constructor(unspoken: readonly Unspoken[], drafts: readonly Draft[]) {
    this.#unspoken = unspoken;
    this.#users = usersOf(drafts);
    this.#readers = readersOf(drafts);
    this.#size = drafts.length;
    this.#best = unspoken.map((one) => this.#bestOf(one));
  }

  #bestOf(one: Unspoken): readonly string[] {
    return bestSources(one, this.#users, this.#readers, this.#size).map(({ id }) => id);
  }

  /** The entities each function gives, by its id. */
  given(): ReadonlyMap<string, readonly EntityDraft[]> {
    const given = new Map<string, EntityDraft[]>();
    this.#unspoken.forEach(({ entity }, at) => {
      for (const id of this.#best[at] as readonly string[]) {
        const list = given.get(id);
        if (list === undefined) given.set(id, [entity]);
        else list.push(entity);
      }
    });
    return given;
  }

  /**
   * Whether all sources are as they were before a draft's text became another; if not, this is of no more use.
   *
   * @param before what the draft's profile was
   */
  holds(draft: Draft, before: Profile): boolean {
    const [gone, come] = [stemsOf(before.words), stemsOf(draft.profile.words)];
    const turned = new Set([...gone, ...come].filter((stem) => gone.has(stem) !== come.has(stem)));
    for (const stem of turned) this.#turn(stem, draft, come.has(stem));
    return this.#unspoken.every((one, at) => {
      const touched = one.takers.includes(draft) || [...turned].some((stem) => this.#isAsked(stem, one));
      return !touched || isSame(this.#bestOf(one), this.#best[at] as readonly string[]);
    });
  }

  #turn(stem: string, draft: Draft, comes: boolean): void {
    const users = this.#users.get(stem) ?? [];
    this.#users.set(stem, comes ? [...users, draft] : users.filter((one) => one !== draft));
  }

  /** Whether a taker of what is sought uses a word. */
  #isAsked(stem: string, { takers }: Unspoken): boolean {
    return takers.some((taker) => this.#users.get(stem)?.includes(taker) === true);
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

/** A word that more functions use tells nothing. */
function mostUsers(size: number): number {
  return Math.max(2, Math.min(MAX_USERS, size * MAX_SHARE));
}
