import type { AskingBook } from '../../phrases/asking-book.ts';
import { ENGLISH_ASKING } from '../../phrases/english/asking.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { WriteQueryTask } from '../../types.ts';
import { consumedIn } from '../asked.ts';
import { Choices } from '../choose.ts';
import { deedOf } from '../wish/deed.ts';
import { mergedCall } from '../wish/merge.ts';
import { type Wish, wishOf } from '../wish/wish.ts';
import { finish } from './around.ts';
import { type Asker, askerOf } from './asker.ts';
import { type Descriptions, knownTo } from './described.ts';
import { withArticleInside } from './function-names.ts';
import { sameFunction, sayAll } from './requests.ts';
import { supplyFunction, supplyValue } from './supply.ts';

/** The user's query of one turn, in plain English (method §5, Backward). */
export function writeQuery(
  task: WriteQueryTask,
  book: AskingBook = ENGLISH_ASKING,
  phrasings: Phrasings = new Map(),
): string {
  // Other words for the same deed are as often those of the name: they are parted where they are.
  const text = queryOf(askerOf(task, book, phrasings));
  return task.calls.reduce((said, { tool }) => withArticleInside(said, tool.name), text);
}

function queryOf(asker: Asker): string {
  const { intent } = asker.task;
  if (intent.kind === 'supply_func') return supplyFunction(asker);
  if (intent.kind === 'supply_params')
    return supplyValue(asker, intent.call, intent.parameter, intent.corrects === true);
  return askFor(asker);
}

/** The query of a turn in which something is asked for. */
function askFor(asker: Asker): string {
  const { calls, intent, seed } = asker.task;
  const descriptions: Descriptions = { asides: [], nouns: new Map() };
  const known = knownTo(asker, descriptions);
  const merged = intent.kind === 'calls' || intent.kind === 'miss_func' ? mergedCall(calls) : undefined;
  if (merged !== undefined) return finish(asker, sayAll(asker, [wishOf(merged, known, asker.choices)], descriptions));
  const consumed = consumedIn(calls);
  const wishes: Wish[] = [];
  for (const [index, call] of calls.entries()) {
    // What somebody else's call needs is never asked for: it is described where it is used.
    const hidden =
      call.role === 'implied' &&
      consumed.has(index) &&
      deedOf(call.tool).kind !== 'do' &&
      deedOf(call.tool).kind !== 'make';
    if (hidden) continue;
    const leaveOut = intent.kind === 'miss_params' && intent.call === index ? intent.parameter : undefined;
    const own = sameFunction(calls) ? asker.choices : new Choices(`${seed}/${index}`);
    wishes.push(wishOf(call, known, own, leaveOut));
  }
  return wishes.length === 0 ? supplyFunction(asker) : finish(asker, sayAll(asker, wishes, descriptions));
}
