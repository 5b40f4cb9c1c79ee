import type { JsonObject } from '../../json/index.ts';

/** What calls made of one record. What they left alone follows from the seed and is stored nowhere. */
export interface StoredRow {
  /** Values that were set, by field key. */
  readonly fields: JsonObject;
  /** The same as it was when the record came to be or was found; what is made of a record goes by this. */
  readonly first: JsonObject;
  /** Grows with every write; 0 for a record that was only found. */
  readonly version: number;
  /** Place in the order in which records came to be. */
  readonly order: number;
  /** Inserted in this session. */
  readonly made?: true;
  /** How it ended: `deleted`. A record that is merely cancelled stays, and says so. */
  readonly gone?: string;
  /** State that ended it, where it stays on record: `cancelled`. */
  readonly ended?: string;
}

type Parts = { readonly [Key in keyof StoredRow]: StoredRow[Key] | undefined } & Pick<
  StoredRow,
  'fields' | 'first' | 'version' | 'order'
>;

/** A row that keeps what was worked out of it, in a field that is no part of it as JSON. */
export class Row implements StoredRow {
  readonly fields: JsonObject;
  readonly first: JsonObject;
  readonly version: number;
  readonly order: number;
  declare readonly made?: true;
  declare readonly gone?: string;
  declare readonly ended?: string;
  #kept: object | undefined;

  constructor({ fields, first, version, order, made, gone, ended }: Parts) {
    this.fields = fields;
    this.first = first;
    this.version = version;
    this.order = order;
    this.#kept = undefined;
    if (made !== undefined) this.made = made;
    if (gone !== undefined) this.gone = gone;
    if (ended !== undefined) this.ended = ended;
  }

  /** The same record at another place in the order: what was worked out of it holds there too. */
  static at(row: Row, order: number): Row {
    const moved = new Row({ ...row, order });
    moved.#kept = row.#kept;
    return moved;
  }

  static of(row: StoredRow): Row {
    return #kept in row ? row : new Row(row);
  }

  static kept(row: StoredRow): object | undefined {
    return #kept in row ? row.#kept : undefined;
  }

  static ours(row: StoredRow): row is Row {
    return #kept in row;
  }

  static keep(row: Row, kept: object): void {
    row.#kept = kept;
  }
}
