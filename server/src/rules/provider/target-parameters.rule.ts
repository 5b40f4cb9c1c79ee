import { isSchema, type JsonObject } from '../../json/index.ts';
import type { DialectId } from '../../signature/index.ts';
import type { Target } from '../levels.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import type { FunctionSubject } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { PARAMETER_KEYS, writtenBody } from '../support/raw.ts';

/** The key that a target keeps the parameters under, and the dialect that is its own. */
const OWN: Readonly<Partial<Record<Target, { readonly dialect: DialectId; readonly key: string }>>> = {
  mcp: { dialect: 'mcp', key: 'inputSchema' },
  anthropic: { dialect: 'anthropic', key: 'input_schema' },
  bedrock: { dialect: 'bedrock', key: 'inputSchema' },
};

export const targetParameters = defineRule({
  code: 'target-parameters',
  family: 'provider',
  severity: 'error',
  title: 'No schema of parameters, which a target asks for.',
  message: message`${'target'} refuses a function whose \`${'key'}\` is ${'problem'}.`,
  docs: {
    what: `A function without parameters that leaves the key of its schema out, or sets it to null, while one of these targets is on: ${statedBy('parameters')}. An object without properties is what they take.`,
    why: 'One such tool makes a client refuse the whole list of tools, or a provider the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('parameters'),
  },
  checkProfile(subject, { id, title: target, parameters: fact }, report) {
    if (fact === undefined) return;
    const body = bodyOf(subject);
    const key = body === undefined ? undefined : PARAMETER_KEYS.find((name) => Object.hasOwn(body, name));
    if (body === undefined || (key !== undefined && body[key] !== null)) return;
    if (key === undefined && (fact.what === 'not-null' || !mayBeOf(id, subject.dialect))) return;
    const data = { target, key: key ?? OWN[id]?.key ?? 'inputSchema', problem: key === undefined ? 'missing' : 'null' };
    const part = key === undefined ? ['name'] : ['parameters'];
    report({ part, data, fix: key === undefined ? null : key, level: fact.level ?? 'error' });
  },
  fixes: ({ edit, fix }) =>
    typeof fix === 'string'
      ? offer('Write a schema without properties', edit.replace(['parameters'], { type: 'object', properties: {} }), {
          preferred: true,
          safe: true,
        })
      : [],
});

/** What was written of a function in a dialect of JSON Schema; a text that speaks of some parameters lacks none. */
function bodyOf(subject: FunctionSubject): JsonObject | undefined {
  const [root] = subject.nodes;
  if (root === undefined || Object.keys(root.schema.properties ?? {}).length > 0) return undefined;
  if (!JSON_SCHEMA.has(subject.dialect)) return undefined;
  const body = writtenBody(subject);
  return isSchema(body) ? (body as JsonObject) : undefined;
}

const JSON_SCHEMA: ReadonlySet<DialectId> = new Set<DialectId>([
  'openai-chat',
  'openai-responses',
  'anthropic',
  'mcp',
  'bedrock',
  'bfcl',
]);

/** A name and a description alone are no dialect's: whoever checks them for a target means to send them there. */
function mayBeOf(target: Target, dialect: DialectId): boolean {
  return dialect === 'bfcl' || dialect === (OWN[target] ?? OWN.mcp)?.dialect;
}
