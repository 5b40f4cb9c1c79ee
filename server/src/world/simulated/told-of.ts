import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { type About, isAnimal, NOTHING } from './values/about.ts';

const tables = new WeakMap<TableModel, About>();

/** Values of a table's records are told of its entity. */
export function aboutTable(table: TableModel | undefined): About {
  if (table === undefined) return NOTHING;
  let about = tables.get(table);
  if (about === undefined) {
    about = { words: keyWords(table.name), animal: isAnimal(table.fields.keys()) };
    tables.set(table, about);
  }
  return about;
}

const functions = new WeakMap<FunctionModel, About>();

/** Arguments are told of what their function is about, and of what is done to it. */
export function aboutCall(called: FunctionModel, tables: ReadonlyMap<string, TableModel>): About {
  let about = functions.get(called);
  if (about === undefined) {
    const own = Object.keys(called.signature.parameters.properties ?? {});
    const select = called.plan.steps.find((step) => step.do === 'select');
    const searched = select?.do === 'select' ? aboutTable(tables.get(select.table)).animal : false;
    const words = keyWords(called.reading.entity ?? called.subject);
    about = { words, named: keyWords(called.signature.name), deed: called.verb, animal: isAnimal(own) || searched };
    functions.set(called, about);
  }
  return about;
}
