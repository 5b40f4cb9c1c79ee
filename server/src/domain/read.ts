import { calledKeysOf, withCalledKeys } from './called-keys.ts';
import { contribute, relate } from './contribute.ts';
import type { DomainFunction, Draft } from './draft.ts';
import { Entities } from './entities.ts';
import { actionOf, finish } from './finish.ts';
import { countsOf, lexiconsOf, PLAIN_LEXICON } from './lexicon.ts';
import { type ReadResult, recall, remember } from './memory.ts';
import { countNouns } from './noun-facts.ts';
import { aliasesOf, shortNouns, withFullNouns } from './noun-forms.ts';
import { asObserved, withObserved } from './observed-functions.ts';
import { orphansOf } from './orphans.ts';
import { type Profile, profileOf, withFullOwners } from './profile.ts';
import { settlesTheSame, sharedPart } from './retell.ts';
import { scopeOf } from './scope-of.ts';
import { type Settled, settle } from './settle.ts';
import {
  type EntityStatement,
  entityStatementsIn,
  type FunctionStatement,
  NO_STATEMENTS,
  type Statements,
  statementIn,
} from './statements.ts';
import { subjectOf } from './subject.ts';
import type { ActionReading, Domain, FunctionReading } from './types.ts';

/**
 * Reads a catalog into its domain. What statements say, of the signatures' authors and of `statements`, wins over every
 * reading of names; see `statementProblems` for those that cannot hold. The last catalog read is remembered: where
 * edits since change nothing that other functions rest on, only the edited ones are read again.
 */
export function readDomain(functions: readonly DomainFunction[], statements: Statements = NO_STATEMENTS): Domain {
  return recall(functions, statements) ?? remember(functions, statements, readAnew(functions, statements));
}

/** Everything that is read of functions together, before their answers are predicted. */
function draftAll(functions: readonly DomainFunction[], statements: Statements) {
  const stated = statedOf(functions, statements);
  const signatures = functions.map(({ signature }) => signature);
  const counts = countsOf(signatures);
  const lexicons = lexiconsOf(signatures, counts);
  const alone = functions.map(({ signature }) =>
    profileOf(signature, lexicons.get(scopeOf(signature)) ?? PLAIN_LEXICON),
  );
  const called = calledKeysOf(alone);
  const profiles = called.size === 0 ? alone : alone.map((profile) => withCalledKeys(profile, called));
  const counted = countNouns(profiles);
  const short = shortNouns(counted, aliasesOf(profiles, counted));
  const nouns = withFullNouns(counted, short);
  const settledOf = (profile: Profile, id: string): Pick<Draft, 'subject' | 'settled'> => {
    const full = withFullOwners(profile, short);
    const subject = subjectOf(full, nouns);
    return { subject, settled: withStatement(settle(full, subject, nouns), stated.get(id)) };
  };
  const told = profiles.map((profile, at) => settledOf(profile, (functions[at] as DomainFunction).id));
  const settled = told.map((one) => one.settled);
  const entities = new Entities(profiles, settled, nouns, short);
  const drafts = functions.map(({ id }, at) =>
    entities.draft(id, at, (told[at] as Pick<Draft, 'subject'>).subject, stated.get(id)),
  );
  for (const draft of drafts) contribute(draft);
  for (const statement of entitiesStated(functions, statements)) entities.state(statement);
  entities.indexIdentifiers();
  for (const draft of drafts) relate(draft);
  return { drafts, entities, settledOf, called, counts };
}

/** What each function does, without what it answers with: enough to judge conversations, and less than half of the work. */
export function readActions(functions: readonly DomainFunction[]): readonly ActionReading[] {
  return draftAll(functions, NO_STATEMENTS).drafts.map(actionOf);
}

function readAnew(given: readonly DomainFunction[], statements: Statements): ReadResult {
  const { functions, observed } = withObserved(given, statements.observed);
  const { drafts, entities, settledOf, called, counts } = draftAll(functions, statements);
  const orphans = orphansOf(drafts, entities.hanging());
  const readings = drafts.map((draft) => asObserved(finish(draft, orphans), observed.get(draft.id)));
  const domain = { entities: entities.build(), functions: readings };
  const retell = (at: number, id: string, changed: Profile): FunctionReading | undefined => {
    // What was seen stands in for this signature's response: another signature may say one itself.
    if (observed.has(id)) return undefined;
    const draft = drafts[at] as Draft;
    const before = draft.profile;
    const profile = withCalledKeys(changed, called);
    const now = settledOf(profile, id);
    const { operation } = now.settled;
    if (!settlesTheSame(draft, now)) return undefined;
    if (sharedPart(before, operation, orphans.nouns) !== sharedPart(profile, operation, orphans.nouns))
      return undefined;
    // Others know the draft by its place in memory.
    Object.assign(draft, { profile, ...now });
    if (orphans.sources.get(profile.scope)?.holds(draft, before) === false) return undefined;
    return finish(draft, orphans);
  };
  return { domain, retell, counts };
}

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
    // What a signature's author states wins over what was proposed.
    const merged = statement.source === 'stated' ? { ...known, ...statement } : { ...statement, ...known };
    stated.set(statement.function, merged);
  }
  return stated;
}

/** What is stated of each entity, in signatures and beside them; beside them wins. */
function entitiesStated(functions: readonly DomainFunction[], { entities }: Statements): Iterable<EntityStatement> {
  const stated = new Map<string, EntityStatement>();
  const inSignatures = functions.flatMap(({ signature }) => entityStatementsIn(signature));
  for (const statement of [...inSignatures, ...entities]) stated.set(statement.entity, statement);
  return stated.values();
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
