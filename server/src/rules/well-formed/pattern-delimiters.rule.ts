import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { syntaxErrorOf } from '../support/regex.ts';

/** A pattern between slashes, with the flags of a JavaScript literal. */
const DELIMITED = /^\/(.+)\/([dgimsuvy]*)$/s;

export const patternDelimiters = defineRule({
  code: 'pattern-delimiters',
  family: 'well-formed',
  severity: 'warning',
  title: 'A pattern written between slashes.',
  message: message`The slashes are part of this pattern: only texts with slashes in them fit.`,
  docs: {
    what: `A \`pattern\` written as a literal of JavaScript or Perl: \`/^[A-Z]{3}$/\`, with or without flags. A pattern that means paths (\`/api/\`) has neither anchors inside its slashes nor flags, and is left alone.`,
    why: `JSON Schema's patterns have no delimiters, so that \`/^…$/\` fits no text at all: every call is invalid.`,
    bad: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": [|"/^[A-Z]{3}$/"|]}}}}`,
    good: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": "^[A-Z]{3}$"}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Core, section 6.4: regular expressions',
        url: 'https://json-schema.org/draft/2020-12/json-schema-core#section-6.4',
        read: '2026-11-28',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const pattern: unknown = node.schema.pattern;
    const match = typeof pattern === 'string' ? DELIMITED.exec(pattern) : null;
    if (match === null) return;
    const [, inner = '', flags = ''] = match;
    if (!inner.startsWith('^') && !inner.endsWith('$') && flags === '') return;
    if (syntaxErrorOf(inner) !== undefined) return;
    // Flags have no place in a pattern: what they mean would be lost unseen.
    report({ part: partOf(node, 'pattern'), data: {}, ...(flags.replace(/[gmu]/g, '') === '' ? { fix: inner } : {}) });
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'string' ? offer('Remove the slashes', edit.replace(part, fix), { preferred: true }) : [],
});
