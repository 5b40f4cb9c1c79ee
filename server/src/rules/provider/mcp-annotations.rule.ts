import { wordsOfName } from '../../english/index.ts';
import { isSchema } from '../../json/index.ts';
import { MCP_HINTS } from '../../signature/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import type { FunctionSubject } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { identifierLike } from '../support/identifiers.ts';
import { SOURCES } from '../support/provider.ts';

/** A hint with another value, or a key much like one; the element is read only where there may be one. */
const ODD_HINT = /"(?:readOnly|destructive|idempotent|openWorld)Hint"\s*:\s*(?!true|false|\s)/;
const HINT_KEY = /"((?:read_?only|destructive|idempotent|open_?world)(?:_?hint)?)"\s*:/gi;

export const mcpAnnotations = defineRule({
  code: 'mcp-annotations',
  family: 'provider',
  target: 'mcp',
  severity: 'warning',
  title: 'Annotations that contradict each other or the name, or that nobody reads.',
  message: message`${'problem'}.`,
  docs: {
    what: `\`readOnlyHint: true\` beside \`destructiveHint: true\`, or on a tool whose name says that it deletes; \`destructiveHint: true\` on one that gets, lists or searches; a hint that is neither true nor false, such as the text \`"true"\`; a hint by another name (\`readOnly\`), or beside \`annotations\` instead of in it. Of names the first verb counts: \`preview_delete\` and \`remove_background\` of a picture delete nothing.`,
    why: `Clients ask a person before destructive calls and let reading pass: this tool is treated as one or the other by chance, or deletes without a question.`,
    bad: `/** Shows an invoice. @param id Invoice to show. @readonly @destructive */
function [|show|](id: string): string;`,
    good: `/** Shows an invoice. @param id Invoice to show. @readonly */
function show(id: string): string;`,
    sources: [SOURCES.mcpSchema],
  },
  checkFunction(subject, report) {
    const { readOnly, destructive } = subject.signature.annotations;
    if (readOnly === true && destructive === true)
      report({ part: ['name'], data: { problem: 'A tool that only reads cannot be destructive' } });
    else if (readOnly === true || destructive === true) {
      const problem = contradiction(subject, readOnly === true);
      if (problem !== undefined)
        report({ part: ['annotations', readOnly === true ? 'readOnly' : 'destructive'], data: { problem } });
    }
    if (subject.dialect !== 'mcp') return;
    const text = subject.text();
    const keys = [...text.matchAll(HINT_KEY)].map(([, key = '']) => key);
    const odd = keys.some((key) => hintMeant(key) !== undefined) || !text.includes('"annotations"');
    if (keys.length === 0 || (!odd && !ODD_HINT.test(text))) return;
    const raw = subject.raw();
    if (!isSchema(raw)) return;
    const annotations = isSchema(raw.annotations) ? raw.annotations : {};
    for (const [hint, name] of MCP_HINTS) {
      if (Object.hasOwn(raw, hint))
        report({ part: [hint], what: 'key', data: { problem: `\`${hint}\` is read inside \`annotations\`` } });
      const value: unknown = annotations[hint];
      if (value === undefined || typeof value === 'boolean') continue;
      const fix = value === 'true' ? true : value === 'false' ? false : undefined;
      const problem = `\`${hint}\` must be true or false, not ${show(value)}`;
      report({ part: ['annotations', name], data: { problem }, ...(fix === undefined ? {} : { fix }) });
    }
    for (const key of Object.keys(annotations)) {
      const meant = hintMeant(key);
      if (meant === undefined || Object.hasOwn(annotations, meant)) continue;
      const problem = `\`${key}\` is no hint of MCP; \`${meant}\` is meant`;
      report({ part: ['annotations', key], excerpt: `"${key}"`, data: { problem } });
    }
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'boolean' ? offer(`Change to ${fix}`, edit.replace(part, fix), { preferred: true, safe: true }) : [],
});

/** The hint behind a key that is none: `readOnly`, `destructive_hint`. */
function hintMeant(key: string): string | undefined {
  const plain = key.toLowerCase().replaceAll('_', '').replace(/hint$/, '');
  const hint = MCP_HINTS.find(([name]) => name.toLowerCase() === `${plain}hint`)?.[0];
  return hint === key ? undefined : hint;
}

const DELETES = new Set(['delete', 'destroy', 'purge', 'erase', 'wipe', 'uninstall', 'truncate']);
const READS = new Set(['get', 'list', 'search', 'find', 'count', 'describe']);
/** Verbs that only speak of the one after them. */
const SPEAKS = new Set([
  'preview',
  'can',
  'check',
  'validate',
  'simulate',
  'plan',
  'estimate',
  'is',
  'should',
  'dry',
  'show',
  'explain',
  'review',
  'read',
  'fetch',
]);

/** What an annotation says against the first verb of the name. */
function contradiction(subject: FunctionSubject, readOnly: boolean): string | undefined {
  const { signature } = subject;
  const words = wordsOfName(signature.name);
  const at = words.findIndex((word) => DELETES.has(word) || word === 'remove' || READS.has(word) || SPEAKS.has(word));
  const verb = words[at];
  if (verb === undefined || at > 1) return undefined;
  if (readOnly) {
    const deletes = DELETES.has(verb) || (verb === 'remove' && takesIdentifier(subject));
    return deletes ? `A tool named \`${signature.name}\` does not only read` : undefined;
  }
  const more = words
    .slice(at + 1)
    .some((word) => word === 'and' || word === 'or' || word === 'remove' || DELETES.has(word));
  return READS.has(verb) && !more ? `A tool named \`${signature.name}\` destroys nothing` : undefined;
}

/** Takes the key of a thing that is kept somewhere, and so may be gone afterwards. */
function takesIdentifier({ parameters }: FunctionSubject): boolean {
  return parameters.some(
    ({ name, required }) => required && (identifierLike(name) || /^(?:key|path|file_?path)$/i.test(name)),
  );
}
