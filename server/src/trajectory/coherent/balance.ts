import { isRecord, type Json } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck } from './law.ts';
import { fieldNamed, isIdentifier, plain } from './values.ts';

/** Verbs that move a balance by what they are given, with no fee by their nature; the sign where it is plain. */
const ADDS = /deposit|top_?up|fund|credit|refill|add_?(?:funds|money|balance)/i;
const TAKES = /withdraw|debit/i;

/** 4: a balance moves by the amount: two readings of it around one deposit or withdrawal differ by that. */
export const balanceMoves: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const after = balanceIn(call.output);
  if (after === undefined) return;
  let moved: SeenCall | undefined;
  for (let before = at; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    const seen = before === at ? undefined : balanceIn(earlier.output);
    if (seen !== undefined && seen.name === after.name && moved !== undefined && sameOwner(earlier, call)) {
      const [, amount] =
        Object.entries(moved.arguments).find(([name, value]) => /amount/i.test(name) && typeof value === 'number') ??
        [];
      if (typeof amount !== 'number') return;
      const wanted = ADDS.test(moved.name) ? seen.value + amount : seen.value - amount;
      check(
        looked,
        4,
        call,
        Math.abs(after.value - wanted) < 0.011,
        () => `${after.name} was ${seen.value}, ${moved?.name} moved it by ${amount}, and it is ${after.value}`,
      );
      return;
    }
    if (!earlier.writes) continue;
    if (moved !== undefined || !earlier.ok || ADDS.test(earlier.name) === TAKES.test(earlier.name)) return;
    moved = earlier;
  }
};

function balanceIn(output: Json): { name: string; value: number } | undefined {
  if (!isRecord(output)) return undefined;
  const found = Object.entries(output).filter(([name, value]) => /balance/i.test(name) && typeof value === 'number');
  const [only] = found;
  if (found.length !== 1 || only === undefined) return undefined;
  return { name: plain(only[0]).replace(/^(?:new|current|account|updated)+/, ''), value: only[1] as number };
}

/** Both speak of one account: no identifier that one names is another in the other. */
function sameOwner(left: SeenCall, right: SeenCall): boolean {
  return Object.entries(left.arguments).every(([name, value]) => {
    const other = fieldNamed(right.arguments, name);
    return !isIdentifier(name) || other === undefined || String(other) === String(value);
  });
}
