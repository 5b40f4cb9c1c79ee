import { categoryOf, fileNames, hasNoAnswers, isMultiTurn, otherName } from './categories.ts';
import { readJson } from './json.ts';
import type { MultiTurnJudge } from './multi.ts';
import { type CategoryTally, type Overall, type OverallV4, overallV3, overallV4 } from './overall.ts';
import { type BfclVerdict, dictsOf, judgeSingleTurn, unjudged } from './single.ts';
import { type StrictVerdict, strictly, strictSingleTurn } from './strict.ts';
import { isDict, type Py, type PyDict } from './value.ts';

/** A file that cannot be scored, in words that say what to do. */
export class BfclInputError extends Error {
  override readonly name = 'BfclInputError';
}

export interface BfclScoreOptions {
  /** Text of the result file: JSON Lines of `{id, result}`, or one JSON array of them. */
  readonly results: string;
  /** A file of the `data` folder by its path within it; undefined where there is none. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** Runs tasks of many turns; without it these could not be judged. */
  readonly multiTurn?: MultiTurnJudge;
  /** Verdicts of ours where the published checker is arguable; `bfcl` beside a verdict says what it says. */
  readonly strict?: boolean;
  readonly signal?: AbortSignal;
}

/** What `magnet score bfcl` prints. */
export interface BfclReport {
  readonly verdicts: readonly ({ readonly id: string } & StrictVerdict)[];
  readonly categories: Readonly<Record<string, CategoryTally>>;
  /** Rows on which there is no verdict; they count as not right, as the reason says. */
  readonly unjudged: number;
  readonly overall: { readonly v4: OverallV4; readonly v3: Overall };
}

interface CategoryData {
  readonly rows: ReadonlyMap<string, PyDict>;
  readonly answers: ReadonlyMap<string, Py>;
  /** Name the ids of the file begin with. */
  readonly name: string;
}

/**
 * Judges a result file of BFCL row by row, as its own checkers would.
 * @throws BfclInputError for a file of another form, an id that stands twice, or missing data
 */
export async function scoreBfcl(options: BfclScoreOptions): Promise<BfclReport> {
  const results = readResults(options.results);
  const judgeRow = rowJudge(options);
  const verdicts: ({ id: string } & StrictVerdict)[] = [];
  for (const [id, result] of results) {
    options.signal?.throwIfAborted();
    verdicts.push({ id, ...(await judgeRow(id, result)) });
  }
  const categories = tally(verdicts);
  return {
    verdicts,
    categories,
    unjudged: verdicts.filter((verdict) => verdict.unjudged === true).length,
    overall: { v4: overallV4(categories), v3: overallV3(categories) },
  };
}

/** Judges rows of results as they come, each as `scoreBfcl` does; the data of a category is read once. */
export function createBfclJudge(
  options: Omit<BfclScoreOptions, 'results'>,
): (row: string) => Promise<{ readonly id: string } & StrictVerdict> {
  const judgeRow = rowJudge(options);
  return async (row) => {
    const [read] = readResults(row);
    if (read === undefined) throw new BfclInputError('there is no result.');
    return { id: read[0], ...(await judgeRow(...read)) };
  };
}

function rowJudge(options: Omit<BfclScoreOptions, 'results'>): (id: string, result: Py) => Promise<StrictVerdict> {
  const loaded = new Map<string, Promise<CategoryData>>();
  return async (id, result) => {
    const category = categoryOf(id);
    const data = loaded.get(category) ?? loadCategory(category, options.read);
    loaded.set(category, data);
    return judge(id, category, result, await data, options);
  };
}

function tally(verdicts: readonly ({ readonly id: string } & BfclVerdict)[]): Record<string, CategoryTally> {
  const counts = new Map<string, { total: number; correct: number }>();
  for (const { id, correct } of verdicts) {
    const count = counts.get(categoryOf(id)) ?? { total: 0, correct: 0 };
    counts.set(categoryOf(id), { total: count.total + 1, correct: count.correct + Number(correct) });
  }
  return Object.fromEntries(counts);
}

async function judge(
  id: string,
  category: string,
  result: Py,
  data: CategoryData,
  { multiTurn, strict = false, signal }: Omit<BfclScoreOptions, 'results'>,
): Promise<StrictVerdict> {
  const key = data.name === category ? id : `${data.name}${id.slice(category.length)}`;
  const row = data.rows.get(key);
  if (row === undefined) return unjudged(`the data of ${category} has no row with this id`);
  const answer = data.answers.get(key);
  if (answer === undefined && !hasNoAnswers(category)) return unjudged('there is no answer for it');
  if (!isMultiTurn(category)) {
    const asked = { category, functions: dictsOf(row.get('function')), answers: dictsOf(answer) };
    const verdict = judgeSingleTurn(asked, result);
    return strict ? strictSingleTurn(asked, result, verdict) : verdict;
  }
  if (multiTurn === undefined) {
    return unjudged(
      'tasks of many turns run on the Python classes of the benchmark; name their folder with --backends',
    );
  }
  const verdict = await multiTurn.judge({ id, category, row, answer: answer as Py, result }, signal);
  if (strict) return strictly(verdict);
  const { forgiven: _passed, ...published } = verdict;
  return published;
}

function readResults(text: string): Map<string, Py> {
  const found = new Map<string, Py>();
  for (const { value, line } of records(text, 'the result file')) {
    const id = isDict(value) ? value.get('id') : undefined;
    if (!isDict(value) || typeof id !== 'string' || !value.has('result')) {
      throw new BfclInputError(`line ${line} of the result file is no object with "id" and "result".`);
    }
    if (found.has(id)) throw new BfclInputError(`line ${line} of the result file: the id ${id} stands in it twice.`);
    found.set(id, value.get('result') as Py);
  }
  return found;
}

async function loadCategory(category: string, read: BfclScoreOptions['read']): Promise<CategoryData> {
  for (const file of fileNames(category)) {
    const text = await read(file);
    if (text === undefined) continue;
    const name = nameIn(file, category);
    const answers = hasNoAnswers(category) ? '' : await read(`possible_answer/${file}`);
    if (answers === undefined) throw new BfclInputError(`the data folder has ${file} but no possible_answer/${file}.`);
    const rows = byId(text, file);
    const truths = [...byId(answers, `possible_answer/${file}`)];
    return {
      name: [...rows.keys()].some((id) => categoryOf(id) === name) ? name : category,
      rows,
      answers: new Map(truths.map(([id, row]) => [id, row.get('ground_truth') ?? null])),
    };
  }
  throw new BfclInputError(
    `the data folder has no BFCL_v4_${category}.json, of which the result file has rows. Name BFCL's "data" folder with --data.`,
  );
}

function nameIn(file: string, category: string): string {
  const other = otherName(category);
  return other !== undefined && file.endsWith(`_${other}.json`) && !file.endsWith(`_v4_${category}.json`)
    ? other
    : category;
}

function byId(text: string, file: string): Map<string, PyDict> {
  const found = new Map<string, PyDict>();
  for (const { value } of records(text, file)) {
    const id = isDict(value) ? value.get('id') : undefined;
    if (isDict(value) && typeof id === 'string') found.set(id, value);
  }
  return found;
}

function records(text: string, file: string): { value: Py; line: number }[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (/^\s*\[/.test(plain)) {
    const values = parse(plain, file, 1);
    return Array.isArray(values) ? values.map((value: Py, index) => ({ value, line: index + 1 })) : [];
  }
  return plain
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ value: parse(line, file, index + 1), line: index + 1 }]));
}

function parse(text: string, file: string, line: number): Py {
  try {
    return readJson(text);
  } catch (error) {
    throw new BfclInputError(`line ${line} of ${file} is no JSON: ${(error as Error).message}.`);
  }
}
