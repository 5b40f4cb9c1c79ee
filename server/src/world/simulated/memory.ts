import type { Json, JsonSchema } from '../../json/index.ts';
import type { Level, TableModel, WorldModel } from './model.ts';
import type { AnswerNode } from './plan.ts';
import { Row, type StoredRow } from './row.ts';
import type { DatabaseState } from './state.ts';
import type { Told } from './told.ts';
import type { Profile } from './values/profile.ts';

/** One record, or what stands for one in a call that is about none. */
export interface Subject {
  /** Name of its table, or of what stands for one. */
  readonly table: string;
  readonly id: Json;
  /** What calls made of it; absent where it is as it was from the start. */
  readonly row?: StoredRow | undefined;
  /** Of a record that no call touched: what is known of it. */
  readonly facts?: Facts | undefined;
}

/** How a field is asked for: its name and schema as the asker writes them. */
export interface Asked {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** What was worked out of one record, as one row has it. It follows from seed and row, so keeping it saves time alone. */
export class Facts {
  /** World that worked it out: a state can be handed from one to another. */
  readonly owner: Memory;
  /** One profile for all values of a record. */
  profile: Profile | undefined = undefined;
  #values: Map<string, Json> | undefined = undefined;
  /** What answers tell of it, by their place in a plan: few places tell of one record, so they are gone through. */
  #told: Place | undefined = undefined;

  constructor(owner: Memory) {
    this.owner = owner;
  }

  get values(): Map<string, Json> {
    this.#values ??= new Map();
    return this.#values;
  }

  told(node: AnswerNode): Told | undefined {
    for (let place = this.#told; place !== undefined; place = place.next) if (place.node === node) return place.told;
    return undefined;
  }

  tell(node: AnswerNode, told: Told): Told {
    this.#told = { node, told, next: this.#told };
    return told;
  }
}

interface Place {
  readonly node: AnswerNode;
  readonly told: Told;
  readonly next: Place | undefined;
}

/** Identifiers of the records that a table holds from the start, also as texts. */
export interface Population {
  readonly ids: readonly Json[];
  readonly texts: ReadonlySet<string>;
}

/** A record that a search brings up. */
export interface Brought {
  readonly id: Json;
  /** Its identifier as text. */
  readonly key: string;
  readonly row: Row;
}

/** Records and populations kept, of all seeds together. */
const MAX_KEPT = 20_000;
/** Searches whose records are kept, and identifiers that calls made. */
const MAX_FOUND = 5_000;

/** What follows from one seed: records by table and identifier, identifiers by table. */
interface OfSeed {
  readonly records: Map<string, Map<string, Subject>>;
  readonly populations: Map<string, Population>;
}

/** What records are read with. */
export interface Reader {
  readonly model: WorldModel;
  readonly state: DatabaseState;
  readonly memory: Memory;
}

/** Where in its line a record stands, from 1: the line of what a field of it names, or of all. */
/** Searches that values follow from; what reads records knows none itself. */
export interface Lookups {
  /** Where in its line a record stands, from 1; undefined where it waits no more. */
  placeInLine(reader: Reader, subject: Subject, table: TableModel, via: string | undefined): number | undefined;
  /** A number of each of the records that refer to one. */
  numbersOf(reader: Reader, subject: Subject, takers: Level['takers']): readonly number[] | undefined;
}

/** What one world worked out so far: it follows from seeds and rows. */
export class Memory {
  readonly lookups: Lookups | undefined;
  /** What is being worked out from other records. */
  readonly #following = new Set<string>();
  #seeds = new Map<string, OfSeed>();
  #latest: { readonly seed: string; readonly known: OfSeed } | undefined;
  #kept = 0;
  /** Of rows that came from outside, as plain JSON. */
  #foreign = new WeakMap<StoredRow, Facts>();
  /** A number for a schema, in the order they are met. */
  #schemas = new WeakMap<JsonSchema, number>();
  #numbered = 0;
  #found = new Map<string, readonly Brought[]>();
  #keys = new Map<string, Json>();

  constructor(lookups?: Lookups) {
    this.lookups = lookups;
  }

  /** Works something out; undefined where that leads back to itself. */
  once<T>(name: string, work: () => T): T | undefined {
    if (this.#following.has(name)) return undefined;
    this.#following.add(name);
    try {
      return work();
    } finally {
      this.#following.delete(name);
    }
  }

  #of(seed: string): OfSeed {
    if (this.#latest?.seed === seed) return this.#latest.known;
    let known = this.#seeds.get(seed);
    if (known === undefined) {
      known = { records: new Map(), populations: new Map() };
      this.#seeds.set(seed, known);
    }
    this.#latest = { seed, known };
    return known;
  }

  /** One more thing is kept; where there are too many, all are forgotten. */
  #count(): void {
    this.#kept += 1;
    if (this.#kept <= MAX_KEPT) return;
    this.#seeds.clear();
    this.#latest = undefined;
    this.#kept = 0;
  }

  /** A record as it is from the start. */
  untouched(seed: string, table: string, id: Json): Subject {
    const tables = this.#of(seed).records;
    let records = tables.get(table);
    if (records === undefined) {
      records = new Map();
      tables.set(table, records);
    }
    const key = String(id);
    let subject = records.get(key);
    if (subject === undefined) {
      subject = { table, id, row: undefined, facts: new Facts(this) };
      records.set(key, subject);
      this.#count();
    }
    // `7` and `"7"` name one record, each as it was asked for.
    return subject.id === id ? subject : { table, id, row: undefined, facts: subject.facts };
  }

  facts(seed: string, { table, id, row, facts }: Subject): Facts {
    if (row === undefined) return facts ?? (this.untouched(seed, table, id).facts as Facts);
    const kept = Row.kept(row) as Facts | undefined;
    if (kept?.owner === this) return kept;
    // A row of another world's, or one that is plain JSON.
    if (kept !== undefined || !Row.ours(row)) return this.#ofForeign(row);
    const made = new Facts(this);
    Row.keep(row, made);
    return made;
  }

  #ofForeign(row: StoredRow): Facts {
    let facts = this.#foreign.get(row);
    if (facts === undefined) {
      facts = new Facts(this);
      this.#foreign.set(row, facts);
    }
    return facts;
  }

  /** Records that a search brings up, made once for as long as they are asked for. */
  found(key: string, make: () => readonly Brought[]): readonly Brought[] {
    return keep(this.#found, key, make);
  }

  /** An identifier that a call makes. */
  key(seed: string, make: () => Json): Json {
    return keep(this.#keys, seed, make);
  }

  /** A number for a schema, the same for as long as it lives. */
  idOf(schema: JsonSchema): number {
    let id = this.#schemas.get(schema);
    if (id === undefined) {
      id = this.#numbered;
      this.#numbered += 1;
      this.#schemas.set(schema, id);
    }
    return id;
  }

  population(seed: string, table: string, make: () => Population): Population {
    const { populations } = this.#of(seed);
    let known = populations.get(table);
    if (known === undefined) {
      known = make();
      populations.set(table, known);
      this.#count();
    }
    return known;
  }
}

/** What is known under a key, made where nothing is yet; where too much is known, all is forgotten. */
function keep<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size > MAX_FOUND) known.clear();
    known.set(key, value);
  }
  return value;
}
