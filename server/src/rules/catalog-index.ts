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
  /** Keys by rule, in the order of `rules`. */
  readonly keys: readonly (readonly string[])[];
  /** Undefined when it must be looked at again. */
  findings: RawFinding[] | undefined;
}

/** Functions filed under one key, in the order they came; what rules are shown of it is worked out once. */
interface Bucket {
  readonly members: Set<Member>;
  shown: readonly Member[] | undefined;
}

/**
 * Functions filed under the keys that rules over many functions ask for. Kept between versions of the catalog: a change
 * of one function costs its keys and a new look at the functions that share one of them.
 */
export class CatalogIndex {
  readonly #rules: readonly Rule[];
  readonly #failed: OnFailure;
  #members = new Map<string, Member>();
  readonly #buckets: Map<string, Bucket>[];
  #summaries: string[] = [];

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.catalog !== undefined);
    this.#failed = failed;
    this.#buckets = this.#rules.map(() => new Map());
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
    const { signature } = entry;
    const keys = this.#rules.map((rule) => {
      try {
        return rule.catalog?.keys(signature, entry.document.uri) ?? [];
      } catch (error) {
        this.#failed({ code: rule.code, function: signature.name, error: String(error) });
        return [];
      }
    });
    return { entry, signature, order, keys, findings: undefined };
  }

  /** Puts a member into its buckets or takes it out, and marks those who share one. */
  #file(member: Member, present: boolean): void {
    member.keys.forEach((keys, rule) => {
      const buckets = this.#buckets[rule];
      // A rule with a summary depends on counts alone: its members are marked when the summary changes.
      const marks = this.#rules[rule]?.catalog?.summary === undefined;
      for (const key of keys) {
        let bucket = buckets?.get(key);
        if (bucket === undefined) {
          bucket = { members: new Set(), shown: undefined };
          buckets?.set(key, bucket);
        }
        if (marks && isSeen(bucket.members, member)) for (const other of bucket.members) other.findings = undefined;
        if (present) bucket.members.add(member);
        else bucket.members.delete(member);
        bucket.shown = undefined;
        if (bucket.members.size === 0) buckets?.delete(key);
      }
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
      try {
        rule.catalog?.check(member, member.keys[index] ?? [], this.#view(index), into(found, rule));
      } catch (error) {
        this.#failed({ code: rule.code, function: member.signature.name, error: String(error) });
      }
    });
    return found;
  }

  #view(rule: number): Buckets {
    const buckets = this.#buckets[rule];
    return {
      size: (key) => buckets?.get(key)?.members.size ?? 0,
      members: (key) => {
        const bucket = buckets?.get(key);
        if (bucket === undefined) return [];
        bucket.shown ??= shownOf(bucket.members);
        return bucket.shown;
      },
    };
  }
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
