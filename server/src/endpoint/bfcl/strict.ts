import { type BfclCall, checkCall, standardText, Unjudgeable } from './check.ts';
import { decodeResult } from './decode.ts';
import { allowedOf, type BfclVerdict, docOf, languageOf, nameOf, type SingleTurnRow } from './single.ts';
import { isDict, isList, type Py, type PyDict, pyEqual, typeOf } from './value.ts';

/** A verdict of ours where it differs from the published one, which is kept beside it. */
export interface StrictVerdict extends BfclVerdict {
  /** What the published checker says. */
  readonly bfcl?: boolean;
}

/** The strict verdict on a row of one turn. */
export function strictSingleTurn(row: SingleTurnRow, result: Py, verdict: BfclVerdict): StrictVerdict {
  if (verdict.unjudged === true) return verdict;
  try {
    if (!verdict.correct) return matchesInSomeOrder(row, result) ? right(ORDER) : verdict;
    const [reason] = forgivenIn(row, result);
    return reason === undefined ? verdict : wrong(reason);
  } catch (error) {
    if (error instanceof Unjudgeable) return verdict;
    throw error;
  }
}

/** The strict verdict where a judge says what the published one passes over. */
export function strictly({ forgiven = [], ...verdict }: BfclVerdict): StrictVerdict {
  return verdict.correct && forgiven.length > 0 ? wrong(forgiven.join('; ')) : verdict;
}

const ORDER =
  'each answer has a call that fits; the published checker lets an earlier answer take the call of a later one';

function wrong(reason: string): StrictVerdict {
  return { correct: false, reason: `${reason} (right for the published checker)`, bfcl: true };
}

function right(reason: string): StrictVerdict {
  return { correct: true, reason, bfcl: false };
}

function forgivenIn(row: SingleTurnRow, result: Py): string[] {
  const decoded = decodeResult(result);
  if (row.category.includes('irrelevance')) {
    const attempted = isList(result) && result.length > 0;
    return attempted ? ['a function is called though none fits, in a form that cannot be decoded'] : [];
  }
  if ('undecodable' in decoded) return [];
  const { calls, form } = decoded;
  const written = (name: string) => (form === 'underscores' ? name.replaceAll('.', '_') : name);
  if (row.category.includes('relevance')) {
    const offered = new Set(row.functions.map((doc) => written(String(doc.get('name')))));
    return calls
      .filter((call) => !offered.has(call.name))
      .map((call) => `${call.name} is called, which is not offered`);
  }
  if (/java/.test(row.category)) return [];
  const simple = !(row.category.includes('parallel') || row.category.includes('multiple'));
  return calls.flatMap((call) => {
    const reasons = row.answers
      .filter((answer) => simple || written(nameOf(answer)) === call.name)
      .map((answer) => looseValue(call, docOf(row, answer, simple), allowedOf(answer)));
    return reasons.includes(undefined) ? [] : reasons.slice(0, 1).map(String);
  });
}

/** An argument that fits only by the published checker's loose comparison. */
function looseValue(call: BfclCall, doc: PyDict, allowed: PyDict): string | undefined {
  const parameters = doc.get('parameters');
  const properties = isDict(parameters) ? parameters.get('properties') : undefined;
  for (const [key, value] of isDict(call.arguments) ? call.arguments : []) {
    const values = allowed.get(key);
    const schema = isDict(properties) ? properties.get(key) : undefined;
    const float = isDict(schema) && schema.get('type') === 'float';
    if (!isList(values) || values.some((entry) => sameStrictly(value, entry, float))) continue;
    const plain = isDict(value) || (isList(value) && value.some(isDict));
    if (plain && values.some((entry) => fitsStrictly(value, entry))) continue;
    return `the argument ${String(key)} is equal only without its punctuation, or to a value of another type`;
  }
  return undefined;
}

/** Equal with types told apart; texts without case and blanks, their numbers as written. */
function sameStrictly(value: Py, entry: Py, float = false): boolean {
  if (typeof value === 'string' && typeof entry === 'string')
    return standardText(value) === standardText(entry) && numbersIn(value) === numbersIn(entry);
  if (isList(value) && isList(entry))
    return value.length === entry.length && value.every((item, at) => sameStrictly(item, entry[at] as Py, float));
  const types = typeOf(value) === typeOf(entry) || (float && typeOf(value) === 'int' && typeOf(entry) === 'float');
  const back = float && typeOf(value) === 'float' && typeOf(entry) === 'int';
  return (types || back) && pyEqual(value, entry);
}

/** A dict against one of lists of allowed values, and a list of them. */
function fitsStrictly(value: Py, entry: Py): boolean {
  if (isList(value))
    return (
      isList(entry) && value.length === entry.length && value.every((item, at) => fitsStrictly(item, entry[at] as Py))
    );
  if (!isDict(value) || !isDict(entry)) return false;
  return [...value].every(([key, item]) => {
    const values = entry.get(key);
    return isList(values) && values.some((allowed) => sameStrictly(item, allowed) || fitsStrictly(item, allowed));
  });
}

/** `1.5` and `15` are two numbers, `1,000` and `1000` are one. */
function numbersIn(text: string): string {
  return (text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '').match(/\d+/g) ?? []).join(' ');
}

/** Whether the calls can be given to the answers one by one in any way. */
function matchesInSomeOrder(row: SingleTurnRow, result: Py): boolean {
  if (!row.category.includes('parallel')) return false;
  const decoded = decodeResult(result);
  if ('undecodable' in decoded || decoded.calls.length !== row.answers.length) return false;
  const { calls, form } = decoded;
  const language = languageOf(row.category);
  const fits = row.answers.map((answer) =>
    calls.map((call) => checkCall(docOf(row, answer, false), call, allowedOf(answer), language, form) === undefined),
  );
  const takenBy = new Map<number, number>();
  const place = (answer: number, seen: Set<number>): boolean =>
    calls.some((_call, at) => {
      if (fits[answer]?.[at] !== true || seen.has(at)) return false;
      seen.add(at);
      const holder = takenBy.get(at);
      if (holder !== undefined && !place(holder, seen)) return false;
      takenBy.set(at, answer);
      return true;
    });
  return row.answers.every((_answer, index) => place(index, new Set()));
}
