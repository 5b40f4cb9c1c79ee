import { splitWords } from '../english/index.ts';
import { type PlannedCall, type QueryIntent, saysScalar, saysValue, scalarsOf } from '../teacher/index.ts';

/** Why a query may not be used. */
export interface QueryProblem {
  readonly reason: 'empty' | 'names-function' | 'hint-word' | 'value-missing' | 'value-repeated' | 'gap-filled';
  readonly detail: string;
}

/** Words that only the generator's own instructions hold. */
export const HINT_WORDS =
  /\[\s*hint\s*\]|\bhint:|\bmiss(?:ed|ing)? (?:func(?:tion)?|params?)\b|\bfunction call(?:s|ing)?\b|\bground truth\b/i;

/**
 * Checks a query by code (method §5, Backward): every value that must come from the user is there in some form, no
 * function is named, no hint is left, no value is repeated that should be recalled, and a gap is a gap.
 */
export function checkQuery(
  query: string,
  calls: readonly PlannedCall[],
  intent: QueryIntent,
  earlierQueries: readonly string[],
  offered: readonly string[],
): QueryProblem | undefined {
  if (query.trim() === '') return { reason: 'empty', detail: 'the query is empty' };
  const hint = HINT_WORDS.exec(query);
  if (hint !== null) return { reason: 'hint-word', detail: hint[0] };
  const named = namedFunction(query, offered, calls);
  if (named !== undefined) return { reason: 'names-function', detail: named };
  if (intent.kind === 'supply_func') return undefined;
  return checkValues(query, calls, intent, earlierQueries);
}

function checkValues(
  query: string,
  calls: readonly PlannedCall[],
  intent: QueryIntent,
  earlierQueries: readonly string[],
): QueryProblem | undefined {
  for (const [index, call] of calls.entries()) {
    for (const argument of call.arguments) {
      const gap = 'parameter' in intent && intent.call === index && intent.parameter === argument.parameter;
      const said = saysValue(query, argument.value);
      if (intent.kind === 'miss_params' && gap) {
        const substantial = scalarsOf(argument.value).filter(isTelling);
        if (substantial.length > 0 && said) return { reason: 'gap-filled', detail: argument.parameter };
        continue;
      }
      if (intent.kind === 'supply_params' && !gap) continue;
      if (argument.origin.from === 'user' && !saysValue(query, argument.value, true)) {
        return { reason: 'value-missing', detail: `${argument.parameter}: ${JSON.stringify(argument.value)}` };
      }
      if (argument.origin.from === 'output' && repeated(query, argument.value, calls, earlierQueries)) {
        return { reason: 'value-repeated', detail: `${argument.parameter}: ${JSON.stringify(argument.value)}` };
      }
    }
  }
  return undefined;
}

/** Too short or too common to say that a text repeats it: 3, "on". */
function isTelling(scalar: string | number): boolean {
  return String(scalar).length >= 4;
}

/** A recalled value stands in the query, and the user did not say it of another argument or before. */
function repeated(
  query: string,
  value: PlannedCall['arguments'][number]['value'],
  calls: readonly PlannedCall[],
  earlier: readonly string[],
): boolean {
  const saidByUser = calls.flatMap((call) =>
    call.arguments.filter((item) => item.origin.from === 'user').flatMap((item) => scalarsOf(item.value)),
  );
  return scalarsOf(value)
    .filter(isTelling)
    .some(
      (scalar) =>
        saysScalar(query, scalar) && !saidByUser.includes(scalar) && !earlier.some((text) => saysScalar(text, scalar)),
    );
}

/**
 * The first function a text names. Names of several words count wherever they stand as written (`find_flights`); names
 * of one word are common words, so only as code or called a function: `sort`, "sort()", "the sort tool". An inserted
 * call's name counts also as plain words.
 */
export function namedFunction(
  text: string,
  names: readonly string[],
  calls: readonly PlannedCall[] = [],
): string | undefined {
  const inserted = calls.filter((call) => call.role === 'implied').map((call) => call.tool.name);
  const lower = text.toLowerCase();
  for (const name of inserted.length === 0 ? names : new Set([...names, ...inserted])) {
    const { start, pattern } = asCode(name);
    if (lower.includes(start) && pattern.test(text)) return name;
  }
  for (const name of inserted) {
    const words = splitWords(name);
    if (words.length > 1 && ` ${splitWords(text).join(' ')} `.includes(` ${words.join(' ')} `)) return name;
  }
  return undefined;
}

/** How a name is found as code, and the letters without which it is nowhere. */
interface NameAsCode {
  readonly start: string;
  readonly pattern: RegExp;
}

const namesAsCode = new Map<string, NameAsCode>();

function asCode(name: string): NameAsCode {
  let known = namesAsCode.get(name);
  if (known === undefined) {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const compound = /[_.-]|[a-z][A-Z]/.test(name);
    const pattern = compound
      ? new RegExp(`(?<![\\w])${escaped}(?![\\w])`)
      : new RegExp(`\`${escaped}\`|(?<!\\w)${escaped}\\(|\\b${escaped} (?:function|tool|api|command)\\b`, 'i');
    known = { start: name.slice(0, 4).toLowerCase(), pattern };
    if (namesAsCode.size > 50_000) namesAsCode.clear();
    namesAsCode.set(name, known);
  }
  return known;
}
