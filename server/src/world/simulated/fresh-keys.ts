import { canonicalJson, type Json } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { TableModel } from './model.ts';
import { isInPopulation, newKey } from './records.ts';
import type { Running } from './running.ts';
import { rowOf } from './state.ts';

/** Whether a record already goes by a key. */
export function isTaken(running: Running, table: TableModel, id: Json): boolean {
  const row = rowOf(running.state, table.name, String(id));
  if (row !== undefined) return row.gone === undefined && row.version > 0;
  return table.issued && isInPopulation(running, table.name, String(id));
}

/** Draws after which a name that is taken gets a figure. */
const FEW_NAMES = 40;

export function freshKey({ called, call, state, memory }: Running, table: TableModel): Json {
  const seed = `${state.seed} new ${table.name} ${called.id} ${canonicalJson(call)}`;
  for (let count = 0; ; count += 1) {
    const text = `${seed} ${count}`;
    const drawn = memory.key(text, () => newKey(table, createRandom(text), state.seed));
    // Names that people use run out sooner than codes do.
    const id = count >= FEW_NAMES && typeof drawn === 'string' ? `${drawn}-${count}` : drawn;
    if (rowOf(state, table.name, String(id)) === undefined || count > 1000) return id;
  }
}
