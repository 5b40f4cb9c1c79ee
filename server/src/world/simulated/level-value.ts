import type { Json, JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Level, TableModel } from './model.ts';
import { isOver } from './names.ts';
import { reduced } from './reduced-sum.ts';
import type { DatabaseState } from './state.ts';
import { own, type StoredRow, writtenRows } from './state.ts';

/** What a level is worked out from. */
export interface LevelReader {
  readonly state: DatabaseState;
  readonly table: TableModel;
  readonly takers: TableModel | undefined;
  readonly id: Json;
  readonly row: StoredRow | undefined;
  /** Another number of the record. */
  readonly read: (key: string) => Json;
  /** A number of each of the records that refer to the record. */
  readonly ofMembers: (takers: Level['takers']) => readonly number[] | undefined;
  /** Where in a line the record stands. */
  readonly place: (via: string | undefined) => number | undefined;
  /** The number, or another of the record, as it was before anything was done. */
  readonly drawn: (key?: string) => Json;
}

/** A number of a record that follows from its others and from the records that take of it. */
export function levelValue(reader: LevelReader, level: Level, schema: JsonSchema): number | undefined {
  const value = levelOf(reader, level);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return typesOf(schema).includes('integer') ? Math.round(value) : Number(value.toFixed(2));
}

function levelOf(reader: LevelReader, level: Level): number | undefined {
  switch (level.is) {
    case 'left':
      return left(reader, level);
    case 'used':
      return used(reader, level);
    case 'average':
      return average(reader, level);
    case 'rank':
      return reader.place(level.via);
    default: {
      const sum = reduced(reader.row, reader.drawn(level.whole));
      if (sum === undefined) return undefined;
      if (level.is === 'before reduction') return sum.whole;
      return level.is === 'reduced' ? sum.now : sum.whole - sum.now;
    }
  }
}

function left(reader: LevelReader, level: Level): number | undefined {
  const whole = level.whole === undefined ? undefined : reader.read(level.whole);
  if (typeof whole === 'number') {
    const taken = level.used === undefined ? used(reader, level) : reader.read(level.used);
    if (level.used === undefined && level.takers === undefined) return reader.row?.made === true ? whole : undefined;
    return typeof taken === 'number' ? Math.max(0, whole - taken) : undefined;
  }
  const drawn = reader.drawn();
  return typeof drawn === 'number' && level.takers !== undefined
    ? Math.max(0, drawn - taken(reader, level))
    : undefined;
}

/** The mean of what the record's ratings say; nought where something new has none. */
function average({ ofMembers, row }: LevelReader, { takers }: Level): number | undefined {
  const values = ofMembers(takers);
  if (values === undefined || values.length === 0) return row?.made === true ? 0 : undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What was taken before, some part of the whole, and what has been taken since. */
function used(reader: LevelReader, level: Level): number {
  return before(reader, level) + taken(reader, level);
}

function before(reader: LevelReader, level: Level): number {
  const { row, state, table, id } = reader;
  if (row?.made === true) return 0;
  const whole = level.whole === undefined ? undefined : reader.read(level.whole);
  const most = typeof whole === 'number' ? Math.floor(whole * 0.7) : 12;
  return createRandom(`${state.seed} ${table.name} ${String(id)} taken`).below(Math.max(1, most));
}

/** How much the records made in this session take that are still what they were made for. */
function taken({ state, takers, id }: LevelReader, level: Level): number {
  if (level.takers === undefined || takers === undefined) return 0;
  const { via, size } = level.takers;
  let sum = 0;
  for (const [, row] of writtenRows(state, takers.name)) {
    const first = own(row.first, via);
    const now = own(row.fields, via);
    const counts = row.gone === undefined && row.ended === undefined && !isOff(row, takers);
    const each = size === undefined ? 1 : own(row.fields, size);
    const many = typeof each === 'number' ? each : 1;
    if (row.made === true) sum += counts && now === id ? many : 0;
    // What was there already and has been moved here or away.
    else if (now !== undefined && now !== first) sum += now === id ? many : first === id ? -many : 0;
  }
  return sum;
}

function isOff({ fields }: StoredRow, { state, name }: TableModel): boolean {
  const stands = state === undefined ? undefined : own(fields, state);
  if (typeof stands !== 'string') return false;
  return (isOver(stands) && !/^complet|^finish/i.test(stands)) || (HELD.test(name) && /^releas/i.test(stands));
}

/** What keeps something for somebody, and keeps it no longer once it is released. */
const HELD = /(?:^|[_.])(?:hold|lock|reservation|lease|allocation)$/;
