import type { Catalog, CatalogEntry, FunctionSignature } from '../signature/index.ts';
import type { RawFinding } from './finding.ts';
import type { Buckets, CatalogMember, Rule } from './rule.ts';
import { into, type OnFailure } from './run.ts';

/** Members a rule is shown of one bucket. */
const SHOWN = 32;
/** Beyond this a key tells little apart, and every change would touch too many: only the first members are shown. */
const CROWDED = 128;
const SHOWN_OF_CROWDED = 4;

interface Member extends CatalogMember {
  entry: CatalogEntry;
  readonly signature: FunctionSignature;
  /** Position in the catalog. */
  order: number;
  /** Hashes of its keys by rule, in the order of `rules`: the keys themselves are made again when they are needed. */
  readonly keys: readonly (readonly number[])[];
  /** Undefined when it must be looked at again. */
  findings: RawFinding[] | undefined;
}

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
  #members = new Map<string, Member>();
  readonly #buckets: readonly BucketTable[];
  #summaries: string[] = [];

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.catalog !== undefined);
    this.#failed = failed;
    this.#buckets = this.#rules.map((): BucketTable => new Map());
  }

  update(catalog: Catalog): void {
    const next = new Map<string, Member>();
    const added: Member[] = [];
    catalog.entries.forEach((entry, order) => {
      const known = this.#members.get(entry.id);
      if (known !== undefined && known.signature === entry.signature) {
        known.entry = entry;
        known.order = order;
        next.set(entry.id, known);
        this.#members.delete(entry.id);
      } else {
        const member = this.#member(entry, order);
        next.set(entry.id, member);
        added.push(member);
      }
    });
    for (const gone of this.#members.values()) this.#file(gone, false);
    for (const member of added) this.#file(member, true);
    this.#members = next;
    this.#refreshSummaries();
  }

  /** Findings of the rules over many functions about one of them. */
  findings(entry: CatalogEntry): readonly RawFinding[] {
    const member = this.#members.get(entry.id);
    if (member === undefined) return [];
    member.findings ??= this.#check(member);
    return member.findings;
  }

  #member(entry: CatalogEntry, order: number): Member {
    const keys = this.#rules.map((rule) => this.#keysOf(rule, entry).map(hashKey));
    return { entry, signature: entry.signature, order, keys, findings: undefined };
  }

  #keysOf(rule: Rule, { signature, document }: CatalogEntry): readonly string[] {
    try {
      return rule.catalog?.keys(signature, document.uri) ?? [];
    } catch (error) {
      this.#failed({ code: rule.code, function: signature.name, error: String(error) });
      return [];
    }
  }

  /** Puts a member into its buckets or takes it out, and marks those who share one. */
  #file(member: Member, present: boolean): void {
    member.keys.forEach((keys, rule) => {
      const buckets = this.#buckets[rule];
      // A rule with a summary depends on counts alone: its members are marked when the summary changes.
      const marks = this.#rules[rule]?.catalog?.summary === undefined;
      for (const key of keys) if (buckets !== undefined) fileUnder(buckets, key, member, present, marks);
    });
  }

  #refreshSummaries(): void {
    const summaries = this.#rules.map((rule, index) => rule.catalog?.summary?.(this.#view(index)) ?? '');
    if (summaries.some((summary, index) => summary !== this.#summaries[index])) {
      for (const member of this.#members.values()) member.findings = undefined;
    }
    this.#summaries = summaries;
  }

  #check(member: Member): RawFinding[] {
    const found: RawFinding[] = [];
    this.#rules.forEach((rule, index) => {
      const buckets = this.#buckets[index];
      // Alone under all of its keys there is nobody to be compared with.
      const company = member.keys[index]?.some((key) => sizeOf(buckets?.get(key)) > 1) === true;
      if (!company && rule.catalog?.summary === undefined) return;
      try {
        rule.catalog?.check(member, this.#keysOf(rule, member.entry), this.#view(index), into(found, rule));
      } catch (error) {
        this.#failed({ code: rule.code, function: member.signature.name, error: String(error) });
      }
    });
    return found;
  }

  #view(rule: number): Buckets {
    const buckets = this.#buckets[rule];
    return {
      size: (key) => sizeOf(buckets?.get(hashKey(key))),
      members: (key) => {
        const bucket = buckets?.get(hashKey(key));
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

function fileUnder(buckets: BucketTable, key: number, member: Member, present: boolean, marks: boolean): void {
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
  if (marks && isSeen(bucket.members, member)) for (const other of bucket.members) other.findings = undefined;
  if (present) bucket.members.add(member);
  else bucket.members.delete(member);
  bucket.shown = undefined;
  const [only] = bucket.members;
  if (bucket.members.size > 1) buckets.set(key, bucket);
  else if (only !== undefined) buckets.set(key, only);
  else buckets.delete(key);
}

/** 53 bits of a key (two rounds of MurmurHash3's mixing): a table of numbers costs a fraction of one of texts. */
function hashKey(key: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < key.length; index++) {
    const unit = key.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
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
