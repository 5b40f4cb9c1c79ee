/** How much a model takes in, and how its tokens are counted. */
export interface Budget {
  readonly tokens: number;
  count(text: string): Thenable<number>;
}

/** Where the editor names no budget: what fits beside a conversation; a token is counted as three characters. */
export const USUAL_BUDGET: Budget = {
  tokens: 4_000,
  count: (text) => Promise.resolve(Math.ceil(text.length / 3)),
};

/** A longer line says how much of it is missing: one line may be a whole file. */
const MAX_LINE = 2_000;

/** No tokenizer makes one token of more characters on texts like these; so much is counted, not megabytes. */
const CHARACTERS_A_TOKEN = 8;

/**
 * As many whole lines from the first on as the budget holds, and, where that is not all, a last line that says what was
 * cut and what to do. Of very little room that last line remains.
 */
export async function fit(lines: readonly string[], advice: string, { tokens, count }: Budget): Promise<string> {
  const short = lines.map(shortened);
  const most = linesWithin(short, tokens * CHARACTERS_A_TOKEN);
  const whole = short.join('\n');
  if (most === short.length && (await count(whole)) <= tokens) return whole;
  const textOf = (shown: number) => [...short.slice(0, shown), cutNotice(short.length - shown, short.length, advice)];
  let low = 0;
  let high = Math.min(most, short.length - 1);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((await count(textOf(middle).join('\n'))) <= tokens) low = middle;
    else high = middle - 1;
  }
  return textOf(Math.max(0, low)).join('\n');
}

function cutNotice(cut: number, all: number, advice: string): string {
  return `[Cut: ${cut} of ${all} lines are not shown. ${advice}]`;
}

function shortened(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const kept = line.slice(0, MAX_LINE).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept} [${line.length - kept.length} more characters of this line are not shown]`;
}

function linesWithin(lines: readonly string[], characters: number): number {
  let sum = 0;
  const end = lines.findIndex((line) => {
    sum += line.length + 1;
    return sum > characters;
  });
  return end < 0 ? lines.length : end;
}
