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
    what: `A \`pattern\` with look-around (\`(?=\`, \`(?!\`, \`(?<=\`, \`(?<!\`), without \`^\` and \`$\` at its ends, or with \`\\d\`, \`\\w\`, \`\\s\` and their opposites, as far as the target refuses it: ${statedBy('patterns')}.`,
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
  classes: 'it has a class escape such as `\\d`, which must be written out (`[0-9]`)',
};

/** Escaped characters and classes are passed over, so that `\(?=` is no look-around. */
const LOOK = /^(?:[^\\([]|\\[\s\S]|\[(?:[^\\\]]|\\[\s\S])*\]|\((?!\?<?[=!]))*\(\?<?[=!]/;

const BROKEN: Readonly<Record<PatternLimit, (pattern: string) => boolean>> = {
  lookaround: (pattern) => pattern.length < 2_000 && LOOK.test(pattern),
  anchors: (pattern) => !pattern.startsWith('^') || !/(?:^|[^\\])(?:\\\\)*\$$/.test(pattern),
  classes: (pattern) => /(?:^|[^\\])(?:\\\\)*\\[dDwWsS]/.test(pattern),
};

/** The same pattern with classes of characters written out, where that is certain: outside of brackets, not negated. */
function spelledOut(pattern: string): string | undefined {
  if (/\[[^\]]*\\[dDwWsS]/.test(pattern) || /\\[DWS]/.test(pattern)) return undefined;
  return pattern.replace(/\\([\s\S])/g, (whole, letter: string) => CLASSES[letter] ?? whole);
}

const CLASSES: Readonly<Record<string, string>> = { d: '[0-9]', w: '[a-zA-Z0-9_]', s: '[ \\t\\n\\r]' };
