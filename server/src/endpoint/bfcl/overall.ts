/** Rows judged and right in one category. */
export interface CategoryTally {
  readonly total: number;
  readonly correct: number;
}

/** Accuracies between 0 and 1 as the leaderboard combines them. A category without rows counts 0. */
export interface Overall {
  readonly nonLive: number;
  readonly live: number;
  readonly multiTurn: number;
  readonly overall: number;
}

export interface OverallV4 extends Overall {
  readonly irrelevance: number;
  readonly agentic: number;
  /** The four parts without agentic, weighed as among themselves: a figure of ours that the leaderboard does not print. */
  readonly overallWithoutAgentic: number;
}

const LANGUAGES = ['simple_python', 'simple_java', 'simple_javascript'];
const KINDS = ['multiple', 'parallel', 'parallel_multiple'];
const LIVE = ['live_simple', 'live_multiple', 'live_parallel', 'live_parallel_multiple'];
const MULTI_TURN = ['base', 'miss_func', 'miss_param', 'long_context'].map((name) => `multi_turn_${name}`);
const MEMORY = ['memory_kv', 'memory_vector', 'memory_rec_sum'];
const WEB = ['web_search_base', 'web_search_no_snippet'];
const WEIGHTS = { nonLive: 0.1, live: 0.1, irrelevance: 0.1, multiTurn: 0.3, agentic: 0.4 };

type Tallies = Readonly<Record<string, CategoryTally>>;

/** The overall figure of version 4: 10 % non-live, 10 % live, 10 % irrelevance, 30 % many turns, 40 % agentic. */
export function overallV4(tallies: Tallies): OverallV4 {
  const of = accuracyIn(tallies);
  const nonLive = mean([simple(of), ...KINDS.map(of)]);
  const live = weighted(tallies, LIVE);
  const irrelevance = mean(['irrelevance', 'live_irrelevance'].map(of));
  const multiTurn = mean(MULTI_TURN.map(of));
  const agentic = mean([mean(WEB.map(of)), mean(MEMORY.map(of))]);
  const without =
    WEIGHTS.nonLive * nonLive + WEIGHTS.live * live + WEIGHTS.irrelevance * irrelevance + WEIGHTS.multiTurn * multiTurn;
  return {
    nonLive,
    live,
    irrelevance,
    multiTurn,
    agentic,
    overall: without + WEIGHTS.agentic * agentic,
    overallWithoutAgentic: without / (1 - WEIGHTS.agentic),
  };
}

/** The overall figure of version 3: the plain mean of non-live (with irrelevance), live (with both relevances) and many turns. */
export function overallV3(tallies: Tallies): Overall {
  const of = accuracyIn(tallies);
  const nonLive = mean([simple(of), ...KINDS.map(of), of('irrelevance')]);
  const live = weighted(tallies, [...LIVE, 'live_irrelevance', 'live_relevance']);
  const multiTurn = mean(MULTI_TURN.map(of));
  return { nonLive, live, multiTurn, overall: mean([nonLive, live, multiTurn]) };
}

const OLD: Readonly<Record<string, string>> = {
  simple_python: 'simple',
  simple_java: 'java',
  simple_javascript: 'javascript',
};

function accuracyIn(tallies: Tallies): (category: string) => number {
  return (category) => {
    const tally = tallies[category] ?? tallies[OLD[category] ?? ''];
    return tally === undefined || tally.total === 0 ? 0 : tally.correct / tally.total;
  };
}

function simple(of: (category: string) => number): number {
  return mean(LANGUAGES.map(of));
}

function weighted(tallies: Tallies, categories: readonly string[]): number {
  const present = categories.flatMap((category) => tallies[category] ?? []);
  const total = present.reduce((sum, { total }) => sum + total, 0);
  return total === 0 ? 0 : present.reduce((sum, { correct }) => sum + correct, 0) / total;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
