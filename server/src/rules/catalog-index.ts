import { hashNumber } from '../json/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  type DialectId,
  type FunctionSignature,
  sharedEnds,
} from '../signature/index.ts';
import type { RawFinding } from './finding.ts';
import type { Buckets, CatalogMember, Rule } from './rule.ts';
import { into, type OnFailure } from './run.ts';

/** Places for what was found for all targets and for the first ones; the list grows where others are on. */
const FIRST_TARGETS = 6;

/** Members a rule is shown of one bucket. */
const SHOWN = 32;
/** Beyond this a key tells little apart, and every change would touch too many: only the first members are shown. */
const CROWDED = 128;
const SHOWN_OF_CROWDED = 4;
/** Sizes of buckets remembered between two catalogs. */
const MAX_SIZES = 1_000;

/** One function of the newest catalog, and what is known of it as long as its signature stays the same object. */
export class Member implements CatalogMember {
  readonly signature: FunctionSignature;
  readonly dialect: DialectId;
  /** Position in the catalog. */
  order = 0;
  /** Whether it stands in its buckets. Its keys are made again when they are needed: they cost more to keep. */
  filed = false;
  /** Of the rules over many functions; undefined when it must be looked at again. */
  findings: readonly RawFinding[] | undefined = undefined;
  /** Shares a key with another, or did once: only then is there anybody to be compared with. Where counts alone matter, it has none. */
  company = false;
  /** Of the rules that look at it alone: those for all, then one place a target. */
  readonly own: (readonly RawFinding[] | undefined)[] = new Array(FIRST_TARGETS);
  /** Where the entries stand: new ones come with every version, and keeping one here would be a write for each function. */
  readonly #index: { readonly entries: readonly CatalogEntry[] };

  constructor(signature: FunctionSignature, index: { readonly entries: readonly CatalogEntry[] }) {
    this.signature = signature;
    this.dialect = signature.source.dialect;
    this.#index = index;
  }

  get entry(): CatalogEntry {
    return this.#index.entries[this.order] as CatalogEntry;
  }
}

/** The functions that an update took out and those that stand there now; what is the same around them is left out. */
export interface IndexChange {
  readonly before: readonly CatalogEntry[];
  readonly after: readonly CatalogEntry[];
}

const NONE: readonly RawFinding[] = [];

/** Functions filed under one key, in the order they came; what rules are shown of it is worked out once. */
interface Bucket {
  readonly members: Set<Member>;
  shown: readonly Member[] | undefined;
}

/** By hash of the key. Most keys have one member, which then stands for its bucket. */
type BucketTable = Map<number, Member | Bucket>;

/**
 * Functions filed under the keys that rules over many functions ask for. Kept between versions of the catalog: a change
 * of one function costs its keys and a new look at the functions that share one of them.
 */
export class CatalogIndex {
  readonly #rules: readonly Rule[];
  readonly #failed: OnFailure;
  #catalog: Catalog | undefined;
  #members: readonly Member[] = [];
  /** Members that were compared, and must be again, since somebody asked. */
  #doubtful: Member[] = [];
  /** Members that stand in no bucket yet, in the order they came. */
  readonly #unfiled = new Set<Member>();
  #fresh: readonly Member[] = [];
  readonly #buckets: readonly BucketTable[];
  #summaries: string[] = [];
  #views: Buckets[] = [];

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.catalog !== undefined);
    this.#failed = failed;
    this.#buckets = this.#rules.map((): BucketTable => new Map());
  }

  get entries(): readonly CatalogEntry[] {
    return this.#catalog?.entries ?? [];
  }

  /** In the order of the catalog's entries. */
  get members(): readonly Member[] {
    return this.#members;
  }

  /** Members that the latest catalog brought. */
  get fresh(): readonly Member[] {
    return this.#fresh;
  }

  /** Whether every function stands in its buckets: before that nothing is said of one beside the others. */
  get complete(): boolean {
    return this.#unfiled.size === 0;
  }

  /** Files functions under their keys for as long as `shouldContinue` says. */
  file(shouldContinue: () => boolean): void {
    if (this.complete) return;
    for (const member of this.#unfiled) {
      if (!shouldContinue()) return;
      this.#unfiled.delete(member);
      this.#place(member, true);
    }
    this.#refreshSummaries();
  }

  /** Takes the next catalog; what is new in it is filed later. What an edit left alone is not looked at. */
  update(catalog: Catalog): IndexChange {
    const { head, tail } = sharedEnds(this.#catalog, catalog);
    const members = this.#members;
    const before = this.entries.slice(head, members.length - tail);
    const after = catalog.entries.slice(head, catalog.entries.length - tail);
    const middle = this.#replace(members.slice(head, members.length - tail), before, after);
    this.#catalog = catalog;
    this.#members = [...members.slice(0, head), ...middle, ...members.slice(members.length - tail)];
    const moved = members.length === this.#members.length ? head + middle.length : this.#members.length;
    for (let order = head; order < moved; order++) (this.#members[order] as Member).order = order;
    this.#views = [];
    if (this.complete) this.#refreshSummaries();
    return { before, after };
  }

  /** Members of the functions that an edit touched or moved; those that are gone leave their buckets. */
  #replace(
    members: readonly Member[],
    before: readonly CatalogEntry[],
    after: readonly CatalogEntry[],
  ): readonly Member[] {
    const known = new Map(before.map(({ id }, index) => [id, members[index] as Member]));
    const added: Member[] = [];
    const now = after.map(({ id, signature }) => {
      const member = known.get(id);
      if (member?.signature === signature) {
        known.delete(id);
        return member;
      }
      const fresh = new Member(signature, this);
      added.push(fresh);
      return fresh;
    });
    // Their keys are made from the entries as they were.
    for (const gone of known.values()) {
      this.#unfiled.delete(gone);
      this.#place(gone, false);
    }
    for (const member of added) this.#unfiled.add(member);
    this.#fresh = added;
    return now;
  }

  /** Members whose findings were dropped since the last call. */
  takeDoubtful(): readonly Member[] {
    const taken = this.#doubtful;
    if (taken.length > 0) this.#doubtful = [];
    return taken;
  }

  /** Findings of the rules over many functions about one of them; undefined before all are filed. */
  findings(member: Member): readonly RawFinding[] | undefined {
    if (this.complete) member.findings ??= this.#check(member);
    return member.findings;
  }

  #keysOf(rule: Rule, { signature, entry }: Member): readonly string[] {
    try {
      return rule.catalog?.keys(signature, entry.document.uri) ?? [];
    } catch (error) {
      this.#failed({ code: rule.code, function: signature.name, error: String(error) });
      return [];
    }
  }

  /** Puts a member into its buckets or takes it out, and marks those who share one. */
  #place(member: Member, present: boolean): void {
    if (member.filed === present) return;
    member.filed = present;
    this.#rules.forEach((rule, index) => {
      const buckets = this.#buckets[index] as BucketTable;
      // A rule with a summary depends on counts alone: its members are marked when the summary changes.
      const marks = rule.catalog?.summary === undefined;
      for (const key of this.#keysOf(rule, member))
        fileUnder(buckets, hashNumber(key), member, present, marks ? this.#doubt : undefined);
    });
  }

  readonly #doubt = (member: Member): void => {
    if (member.findings === undefined) return;
    member.findings = undefined;
    this.#doubtful.push(member);
  };

  #refreshSummaries(): void {
    this.#views = [];
    const summaries = this.#rules.map((rule, index) => rule.catalog?.summary?.(this.#viewOf(index)) ?? '');
    if (summaries.some((summary, index) => summary !== this.#summaries[index])) {
      for (const member of this.#members) this.#doubt(member);
    }
    this.#summaries = summaries;
  }

  #check(member: Member): readonly RawFinding[] {
    const found: RawFinding[] = [];
    this.#rules.forEach((rule, index) => {
      if (!member.company && rule.catalog?.summary === undefined) return;
      try {
        rule.catalog?.check(member, this.#keysOf(rule, member), this.#viewOf(index), into(found, rule));
      } catch (error) {
        this.#failed({ code: rule.code, function: member.signature.name, error: String(error) });
      }
    });
    return found.length === 0 ? NONE : found.slice();
  }

  /** The buckets of a rule as they are until the next catalog. */
  #viewOf(rule: number): Buckets {
    const known = this.#views[rule] ?? this.#view(rule);
    this.#views[rule] = known;
    return known;
  }

  #view(rule: number): Buckets {
    const buckets = this.#buckets[rule];
    const sizes = new Map<string, number>();
    return {
      size: (key) => {
        const size = sizes.get(key) ?? sizeOf(buckets?.get(hashNumber(key)));
        if (sizes.size < MAX_SIZES) sizes.set(key, size);
        return size;
      },
      members: (key) => {
        const bucket = buckets?.get(hashNumber(key));
        if (bucket === undefined) return [];
        if (!isBucket(bucket)) return [bucket];
        bucket.shown ??= shownOf(bucket.members);
        return bucket.shown;
      },
    };
  }
}

function isBucket(value: Member | Bucket): value is Bucket {
  return 'members' in value;
}

function sizeOf(bucket: Member | Bucket | undefined): number {
  if (bucket === undefined) return 0;
  return isBucket(bucket) ? bucket.members.size : 1;
}

/** @param doubt told of the others in a bucket whose findings may change; absent where those depend on counts alone */
function fileUnder(
  buckets: BucketTable,
  key: number,
  member: Member,
  present: boolean,
  doubt: ((other: Member) => void) | undefined,
): void {
  const known = buckets.get(key);
  if (known === undefined) {
    if (present) buckets.set(key, member);
    return;
  }
  if (known === member) {
    if (!present) buckets.delete(key);
    return;
  }
  const bucket = isBucket(known) ? known : { members: new Set([known]), shown: undefined };
  if (doubt !== undefined) {
    if (!isBucket(known)) known.company = true;
    member.company = true;
    if (isSeen(bucket.members, member)) bucket.members.forEach(doubt);
  }
  if (present) bucket.members.add(member);
  else bucket.members.delete(member);
  bucket.shown = undefined;
  const [only] = bucket.members;
  if (bucket.members.size > 1) buckets.set(key, bucket);
  else if (only !== undefined) buckets.set(key, only);
  else buckets.delete(key);
}

function shownOf(members: ReadonlySet<Member>): readonly Member[] {
  if (members.size <= CROWDED) return [...members].sort((a, b) => a.order - b.order).slice(0, SHOWN);
  const shown: Member[] = [];
  for (const member of members) {
    shown.push(member);
    if (shown.length === SHOWN_OF_CROWDED) break;
  }
  return shown;
}

/** Whether the others in a bucket are shown a member that comes or goes. Members keep the order they came in. */
function isSeen(bucket: ReadonlySet<Member>, member: Member): boolean {
  if (bucket.size <= CROWDED + 1) return true;
  let place = 0;
  for (const other of bucket) {
    if (other === member) return true;
    if (++place === SHOWN_OF_CROWDED) return false;
  }
  return false;
}
