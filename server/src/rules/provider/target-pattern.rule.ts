import type { JsonSchema } from '../../json/index.ts';
import { message } from '../message.ts';
import { type PatternLimit, sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const targetPattern = defineRule({
  code: 'target-pattern',
  family: 'provider',
  severity: 'error',
  title: 'A pattern that a target does not take.',
  message: message`${'target'} does not take this pattern: ${'problem'}.`,
  docs: {
    what: `A \`pattern\` with look-around (\`(?=\`, \`(?!\`, \`(?<=\`, \`(?<!\`), without \`^\` and \`$\` at its ends, or with escapes that a grammar does not know (\`\\d\`, \`\\w\`, \`\\s\`, \`\\b\`, \`\\-\` in brackets, a back reference), as far as the target refuses it: ${statedBy('patterns')}.`,
    why: 'OpenAI refuses the whole request. Local servers turn all schemas into one grammar, so one pattern takes away every tool of a request.',
    bad: '',
    good: '',
    sources: sourcesOf('patterns'),
  },
  checkProfile(subject, { title: target, patterns }, report) {
    if (patterns === undefined) return;
    for (const node of subject.nodes) {
      const { pattern } = node.schema;
      if (node.side !== 'parameters' || typeof pattern !== 'string') continue;
      const limit = patterns.limits.find((each) => BROKEN[each](pattern));
      if (limit === undefined) continue;
      const data = { target, problem: WORDS[limit] };
      report({ part: partOf(node, 'pattern'), data, level: patterns.level ?? 'error' });
    }
  },
  fixes: ({ edit, part, schemaAt }) => {
    const parent = part.slice(0, -1);
    const pattern = (schemaAt(parent) as JsonSchema | undefined)?.pattern;
    const plain = typeof pattern === 'string' ? spelledOut(pattern) : undefined;
    if (plain === undefined || plain === pattern) return [];
    return offer('Write the class of characters out', edit.replace(part, plain), { preferred: true });
  },
});

const WORDS: Readonly<Record<PatternLimit, string>> = {
  lookaround: 'it looks ahead or behind',
  anchors: 'it must start with `^` and end with `$`',
  classes: 'it has an escape that its grammars do not know, such as `\\d` (write `[0-9]`) or `\\b`',
};

/** Escaped characters and classes are passed over, so that `\(?=` is no look-around. */
const LOOK = /^(?:[^\\([]|\\[\s\S]|\[(?:[^\\\]]|\\[\s\S])*\]|\((?!\?<?[=!]))*\(\?<?[=!]/;

/** Escapes that a GBNF grammar knows, in texts and in brackets. */
const GRAMMAR_ESCAPES = 'xuUtrn\\"[]';
/** Characters that llama.cpp writes without their backslash outside of brackets. */
const LAID_OPEN = '^$.()|{}*+?';

/** The first escape that ends up in the grammar and is none there: `\\d`, `\\b`, `\\-` in brackets, a back reference. */
function unknownEscape(pattern: string): string | undefined {
  let inBrackets = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '[') inBrackets = true;
    else if (character === ']') inBrackets = false;
    if (character !== '\\') continue;
    const next = pattern[++at] ?? '';
    if (!GRAMMAR_ESCAPES.includes(next) && (inBrackets || !LAID_OPEN.includes(next))) return `\\${next}`;
  }
  return undefined;
}

const BROKEN: Readonly<Record<PatternLimit, (pattern: string) => boolean>> = {
  lookaround: (pattern) => pattern.length < 2_000 && LOOK.test(pattern),
  anchors: (pattern) => !pattern.startsWith('^') || !/(?:^|[^\\])(?:\\\\)*\$$/.test(pattern),
  classes: (pattern) => unknownEscape(pattern) !== undefined,
};

/** The same pattern with classes of characters written out, where that is certain: outside of brackets, not negated. */
function spelledOut(pattern: string): string | undefined {
  if (/\[[^\]]*\\[dDwWsS]/.test(pattern) || /\\[DWS]/.test(pattern)) return undefined;
  return pattern.replace(/\\([\s\S])/g, (whole, letter: string) => CLASSES[letter] ?? whole);
}

const CLASSES: Readonly<Record<string, string>> = { d: '[0-9]', w: '[a-zA-Z0-9_]', s: '[ \\t\\n\\r]' };
