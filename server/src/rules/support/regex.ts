import type { AST } from '@eslint-community/regexpp';
import { hasDoublingLoop } from '../../pattern/index.ts';

/** Longer patterns are not analysed: the analysis itself must stay bounded. */
const MAX_PATTERN = 400;
const MAX_CACHE = 2_000;
const syntax = new Map<string, string | undefined>();
const slow = new Map<string, string | undefined>();

/** Why a pattern does not compile; undefined when it does, with the `u` flag or without. */
export function syntaxErrorOf(pattern: string): string | undefined {
  return cached(syntax, pattern, () => {
    try {
      new RegExp(pattern, 'u');
      return undefined;
    } catch {
      // Without `u` the older, laxer grammar holds; what it refuses is wrong everywhere.
    }
    try {
      new RegExp(pattern);
      return undefined;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return text.replace(/^Invalid regular expression: (?:\/.*\/[a-z]*: )?/s, '').toLowerCase();
    }
  });
}

/** Where a pattern can backtrack exponentially; undefined when it cannot, does not compile, or is too long to tell. */
export function slowOn(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN || !mayRepeatNested(pattern)) return undefined;
  return cached(slow, pattern, () => {
    // Read with the first pattern that needs it: a megabyte of tables (scripts/bundles.mjs).
    const { analyse } = require('scslre') as typeof import('scslre');
    try {
      const flags = compiles(pattern, 'u') ? 'u' : '';
      const relaxed = withoutBounds(pattern, flags);
      const { reports } = analyse(new RegExp(relaxed, flags), { maxReports: 1, reportTypes: { Move: false } });
      const report = reports.find((each) => each.exponential);
      if (report === undefined) return overlappingChoice(relaxed, flags) ?? doublingLoop(relaxed, flags);
      const parts =
        report.type === 'Self' ? [report.quant] : report.type === 'Trade' ? [report.startQuant, report.endQuant] : [];
      return parts.map((part) => `\`${part.raw}\``).join(' against ') || 'nested repetition';
    } catch {
      return undefined;
    }
  });
}

/** Rounds from which a counted repetition is as good as one without an end: ways through it multiply with each. */
const MANY_ROUNDS = 8;

/**
 * The pattern with `+` or `*` in place of counts so high that they bound nothing: `([a-z]{1,15} ?){1,15}` has more ways
 * through a text of 60 characters than a machine can try. A count that must be reached can be missed, which the pattern
 * with `+` alone could not: a character stands for that.
 */
function withoutBounds(pattern: string, flags: string): string {
  const { RegExpParser, visitRegExpAST } =
    require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
  const counts: { readonly start: number; readonly end: number; readonly sign: string }[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u'), {
    onQuantifierLeave: ({ element, end, min, max }) => {
      if (max >= MANY_ROUNDS)
        counts.push({ start: element.end, end, sign: min === 0 ? '*' : min < MANY_ROUNDS ? '+' : '+\\x00' });
    },
  });
  return counts
    .sort((one, other) => other.start - one.start)
    .reduce((text, { start, end, sign }) => text.slice(0, start) + sign + text.slice(end), pattern);
}

/** A repeated choice between single characters that overlap, `(a|a)*` or `(\\w|\\d)+`: each of them can be taken two ways. */
function overlappingChoice(pattern: string, flags: string): string | undefined {
  const { RegExpParser, visitRegExpAST } =
    require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
  let found: string | undefined;
  const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u');
  visitRegExpAST(tree, {
    onQuantifierEnter: (node) => {
      const { element } = node;
      const group = element.type === 'Group' || element.type === 'CapturingGroup' ? element : undefined;
      if (node.max < 20 || group === undefined || found !== undefined) return;
      const single = group.alternatives.filter(isOneCharacter).map(({ raw }) => new RegExp(`^(?:${raw})$`, flags));
      if (overlap(single)) found = `\`${node.raw}\``;
    },
  });
  return found;
}

/** Choices that begin alike, such as `(a|aa)+`, or escapes beside what they escape: `([^"]|\\.)*"`. */
function doublingLoop(pattern: string, flags: string): string | undefined {
  const { RegExpParser } = require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
  const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u');
  return hasDoublingLoop(tree, flags) ? 'a repetition that reads the same text in several ways' : undefined;
}

function isOneCharacter({ elements }: AST.Alternative): boolean {
  const [first] = elements;
  return (
    elements.length === 1 &&
    (first?.type === 'Character' || first?.type === 'CharacterSet' || first?.type === 'CharacterClass')
  );
}

function overlap(choices: readonly RegExp[]): boolean {
  if (choices.length < 2) return false;
  for (let code = 0; code < 256; code++) {
    const character = String.fromCharCode(code);
    if (choices.filter((choice) => choice.test(character)).length > 1) return true;
  }
  return false;
}

/** A cheap look: exponential time needs two repetitions, or one around alternatives. */
function mayRepeatNested(pattern: string): boolean {
  return /\)(?:[*+]|\{\d)/.test(pattern);
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

function cached(
  cache: Map<string, string | undefined>,
  key: string,
  make: () => string | undefined,
): string | undefined {
  if (cache.has(key)) return cache.get(key);
  if (cache.size >= MAX_CACHE) cache.clear();
  const value = make();
  cache.set(key, value);
  return value;
}
