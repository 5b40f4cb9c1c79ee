import { isAlsoNoun, PREPOSITIONS, verbClassOf } from '../english/index.ts';
import type { Draft } from './draft.ts';
import type { EntityDraft } from './entity.ts';
import type { Operation } from './types.ts';

/** An identifier that is taken, that nothing gives, and of which no other function's text speaks. */
export interface Unspoken {
  readonly entity: EntityDraft;
  readonly takers: readonly Draft[];
}

/** How likely an operation is where an identifier comes from; those left out give none. */
const GIVING: Partial<Record<Operation, number>> = { create: 1.3, list: 1.2, other: 1.1, act: 1.1, get: 1 };
/** Sources kept beside the best one are nearly as good. */
const NEARLY = 0.85;
const MAX_SOURCES = 2;
/** Words that more functions of a scope use tell nothing. */
const MAX_SHARE = 0.4;
const MAX_USERS = 60;
const LONGEST_STEM = 7;
const SHORTEST_STEM = 4;

/** The functions of one scope by the stems of their texts. */
export type Users = ReadonlyMap<string, readonly Draft[]>;

/**
 * Where identifiers come from that nobody speaks of: the functions whose names and texts share rare words with those that
 * take one. `get_transcript(job_id)` is answered by what `transcribe_episode` began.
 *
 * @param users those of one scope, `size` functions in all
 * @returns the entities each function gives, by its id
 */
export function sourcesOf(
  unspoken: readonly Unspoken[],
  users: Users,
  size: number,
): ReadonlyMap<string, readonly EntityDraft[]> {
  const given = new Map<string, EntityDraft[]>();
  for (const one of unspoken)
    for (const { id } of bestSources(one, users, size)) {
      const list = given.get(id);
      if (list === undefined) given.set(id, [one.entity]);
      else list.push(one.entity);
    }
  return given;
}

export function usersOf(drafts: readonly Draft[]): Users {
  const users = new Map<string, Draft[]>();
  for (const draft of drafts)
    for (const stem of stemsOf(draft.profile.words)) {
      const list = users.get(stem);
      if (list === undefined) users.set(stem, [draft]);
      else list.push(draft);
    }
  return users;
}

function bestSources({ takers, entity }: Unspoken, users: Users, size: number): readonly Draft[] {
  const asking = new Set(takers);
  const scores = new Map<Draft, number>();
  for (const stem of new Set(takers.flatMap(({ profile }) => [...stemsOf(profile.words)]))) {
    const all = users.get(stem) ?? [];
    if (all.length > Math.max(2, Math.min(MAX_USERS, size * MAX_SHARE))) continue;
    for (const draft of all) {
      if (asking.has(draft) || !gives(draft, entity) || !begins(draft, stem)) continue;
      const worth = Math.log(1 + size / all.length) * (GIVING[draft.settled.operation] ?? 0);
      scores.set(draft, (scores.get(draft) ?? 0) + worth);
    }
  }
  const ranked = [...scores]
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1));
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= best * NEARLY)
    .slice(0, MAX_SOURCES)
    .map(([draft]) => draft);
}

/** What only changes a record gives what its verb speaks of: `transcribe_episode` a transcript, `play_song` no playlist. */
function begins({ settled, profile }: Draft, stem: string): boolean {
  return (settled.operation !== 'act' && settled.operation !== 'other') || stemOf(profile.reading.verb) === stem;
}

function gives({ profile, statement, entity }: Draft, sought: EntityDraft): boolean {
  return !profile.documented && statement?.response === undefined && entity !== sought;
}

/** The stems on which it rests where unspoken identifiers of a scope come from. */
export interface Compared {
  /** Functions that take one. */
  readonly takers: ReadonlySet<string>;
  readonly ofTakers: ReadonlySet<string>;
  /** Of all functions of the scope. */
  readonly ofAll: Pick<ReadonlySet<string>, 'has'>;
}

/** @param users see `usersOf`, of one scope */
export function comparedBy(unspoken: readonly Unspoken[], users: Users): Compared {
  const takers = unspoken.flatMap((one) => one.takers);
  return {
    takers: new Set(takers.map(({ id }) => id)),
    ofTakers: new Set(takers.flatMap(({ profile }) => [...stemsOf(profile.words)])),
    ofAll: users,
  };
}

/** The content words of name and text, cut to what their kin share: `transcribe`, `transcription`, `transcript`. */
export function stemsOf(words: readonly string[]): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const word of words) {
    if (word.length < SHORTEST_STEM || PREPOSITIONS.has(word)) continue;
    const verb = verbClassOf(word);
    if (verb !== undefined && verb !== 'create' && verb !== 'act' && !isAlsoNoun(word)) continue;
    stems.add(stemOf(word));
  }
  return stems;
}

const stems = new Map<string, string>();
/** Words remembered; a catalog has far fewer. */
const MAX_STEMS = 20_000;

function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size >= MAX_STEMS) stems.clear();
    stem = cut(word);
    stems.set(word, stem);
  }
  return stem;
}

function cut(word: string): string {
  const bare = word.replace(/(?:ions?|ings?|ments?|ers?|ed|es?|y|s)$/, '');
  return (bare.length >= SHORTEST_STEM ? bare : word).slice(0, LONGEST_STEM);
}
