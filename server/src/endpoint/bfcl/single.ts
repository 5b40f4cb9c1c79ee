import { type BfclCall, checkCall, type NameForm, Unjudgeable, type ValueLanguage } from './check.ts';
import { decodeResult } from './decode.ts';
import { javaValues } from './java.ts';
import { javaScriptValues } from './javascript.ts';
import { pythonValues } from './python.ts';
import { isDict, isList, type Py, type PyDict } from './value.ts';

/** A verdict on one row; `reason` is empty where it is right. */
export interface BfclVerdict {
  readonly correct: boolean;
  readonly reason: string;
  /** The published checker gives no verdict on this row, or nothing here could run it. */
  readonly unjudged?: boolean;
  /** What the published checker passes over, in words. */
  readonly forgiven?: readonly string[];
}

/** A row of one turn: the functions offered and, but for the categories without answers, the allowed calls. */
export interface SingleTurnRow {
  readonly category: string;
  readonly functions: readonly PyDict[];
  readonly answers: readonly PyDict[];
}

const RIGHT: BfclVerdict = { correct: true, reason: '' };

/** Judges the result of one turn. */
export function judgeSingleTurn(row: SingleTurnRow, result: Py): BfclVerdict {
  try {
    const problem = problemOf(row, result);
    return problem === undefined ? RIGHT : { correct: false, reason: problem };
  } catch (error) {
    if (!(error instanceof Unjudgeable)) throw error;
    return unjudged(error.message);
  }
}

export function unjudged(reason: string): BfclVerdict {
  return { correct: false, reason: `could not be judged: ${reason}`, unjudged: true };
}

function problemOf(row: SingleTurnRow, result: Py): string | undefined {
  const decoded = decodeResult(result);
  if (row.category.includes('irrelevance')) {
    const called = 'calls' in decoded && makesCalls(decoded.calls);
    return called ? 'a function is called though none fits' : undefined;
  }
  if ('undecodable' in decoded) return decoded.undecodable;
  const { calls, form } = decoded;
  if (row.category.includes('relevance')) {
    return makesCalls(calls) ? undefined : 'no function is called though one fits';
  }
  const malformed = calls.find((call) => !isDict(call.arguments));
  if (malformed !== undefined) return `the arguments of ${malformed.name} are no object`;
  return checkCalls(row, calls, form);
}

function makesCalls(calls: readonly BfclCall[]): boolean {
  return calls.length > 0 && calls.every((call) => isDict(call.arguments));
}

function checkCalls(row: SingleTurnRow, calls: readonly BfclCall[], form: NameForm): string | undefined {
  const parallel = row.category.includes('parallel');
  const simple = !(parallel || row.category.includes('multiple'));
  const answers = simple ? row.answers.slice(0, 1) : row.answers;
  if (answers.length === 0) throw new Unjudgeable('there is no answer for it');
  if (calls.length !== answers.length) return `${calls.length} calls are made, not ${answers.length}`;
  const language = languageOf(row.category);
  const check = (answer: PyDict, call: BfclCall) =>
    checkCall(docOf(row, answer, simple), call, allowedOf(answer), language, form);
  const [answer, call] = [answers[0] as PyDict, calls[0] as BfclCall];
  return parallel ? checkParallel(answers, calls, check) : check(answer, call);
}

/** Greedy: each answer takes the first call left that fits it, so that an earlier one may take what a later one needs. */
function checkParallel(
  answers: readonly PyDict[],
  calls: readonly BfclCall[],
  check: (answer: PyDict, call: BfclCall) => string | undefined,
): string | undefined {
  const left = [...calls];
  for (const answer of answers) {
    const problems: (string | undefined)[] = [];
    const taken = left.findIndex((call) => {
      problems.push(check(answer, call));
      return problems.at(-1) === undefined;
    });
    if (taken < 0) return `no call fits ${nameOf(answer)}: ${[...new Set(problems)].join('; ')}`;
    left.splice(taken, 1);
  }
  return undefined;
}

export function docOf(row: SingleTurnRow, answer: PyDict, simple: boolean): PyDict {
  const doc = simple ? row.functions[0] : row.functions.find((item) => item.get('name') === nameOf(answer));
  if (doc === undefined) throw new Unjudgeable(`the answer calls ${nameOf(answer)}, which is not among the functions`);
  return doc;
}

export function nameOf(answer: PyDict): string {
  return String([...answer.keys()][0]);
}

export function allowedOf(answer: PyDict): PyDict {
  const allowed = [...answer.values()][0];
  if (!isDict(allowed)) throw new Unjudgeable('the answer is no object of allowed values');
  return allowed;
}

export function languageOf(category: string): ValueLanguage {
  const words = category.split('_');
  if (words.includes('javascript')) return javaScriptValues;
  return words.includes('java') ? javaValues : pythonValues;
}

/** The items of a list that are dicts. */
export function dictsOf(value: Py | undefined): PyDict[] {
  return isList(value) ? value.filter(isDict) : isDict(value) ? [value] : [];
}
