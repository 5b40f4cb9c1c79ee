import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { parameterNodes, SOURCES } from '../support/provider.ts';

/** Levels; a choice of ours, below where refusals were reported. */
const MAX = 8;

export const geminiDepth = defineRule({
  code: 'gemini-depth',
  family: 'provider',
  target: 'gemini',
  severity: 'warning',
  title: 'Parameters nested too deep for Gemini.',
  message: message`Nested ${'depth'} levels deep: Gemini refuses schemas that are too deep or too complex.`,
  docs: {
    what: `Parameters with more than 8 levels of objects and arrays. Confirmed: the API refuses what is too deep (the issue below). Not confirmed: the number. Google states none; 8 is where requests have been seen to fail.`,
    why: `"A schema … exceeds the maximum allowed nesting depth", status 400.`,
    bad: ``,
    good: ``,
    sources: [SOURCES.geminiDepth, SOURCES.geminiSchema],
  },
  checkFunction(subject, report) {
    const depth = Math.max(0, ...parameterNodes(subject).map((node) => node.depth));
    if (depth > MAX) report({ part: ['parameters'], what: 'key', data: { depth: String(depth) } });
  },
});
