import { isSchema, type Json, type JsonObject } from '../../json/index.ts';
import {
  AS_WRITTEN,
  bodyKey,
  holdsBareSchema,
  isPlain,
  type PartPath,
  PLAIN_LAYOUTS,
  rawOf,
  type UnreadKey,
} from '../../signature/index.ts';
import { combine } from '../edit/editor.ts';
import { message } from '../message.ts';
import { defineRule, type Fix, type FixContext, type Report } from '../rule.ts';
import type { FunctionSubject } from '../subject.ts';
import { editDistance } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { unreadKeys } from '../support/written-keys.ts';

/** Keywords of the parameters' schema that slip out of it, with what they hold. */
const SCHEMA_WORDS: ReadonlyMap<string, (value: unknown) => boolean> = new Map<string, (value: unknown) => boolean>([
  ['required', (value) => Array.isArray(value)],
  ['properties', isSchema],
  ['additionalProperties', (value) => typeof value === 'boolean' || isSchema(value)],
  ['$defs', isSchema],
  ['definitions', isSchema],
]);

/** What dialects call the parameters. */
const PARAMETER_WORDS = new Set([
  'parameters',
  'input_schema',
  'inputSchema',
  'parametersJsonSchema',
  'args',
  'arguments',
  'params',
  'schema',
  'input',
]);

export const keyMisplaced = defineRule({
  code: 'key-misplaced',
  family: 'well-formed',
  severity: 'warning',
  title: 'A key of a tool at a place where nobody reads it.',
  message: message`\`${'key'}\` ${'problem'}.`,
  docs: {
    what: `A key that belongs to another level of the tool: \`parameters\` or \`description\` beside \`function\` instead of in it,
\`required\`, \`properties\` or \`additionalProperties\` beside the parameters' schema instead of in it; another dialect's
word for the parameters (\`input_schema\` in a function of OpenAI) where the dialect's own is missing; a slip of the pen
in a key of the tool (\`paramters\`); Bedrock's schema without the \`json\` around it; Gemini's \`parameters\` and
\`parametersJsonSchema\` in one function.`,
    why: `The request is accepted and the key passed over: the function has no parameters, nothing is required, and the
model calls it without arguments.`,
    bad: `{"type": "function", "function": {"name": "list_shelf", "description": "Lists the books of one shelf."}, [|"parameters"|]: {"type": "object", "properties": {"shelf": {"type": "string", "description": "Shelf to list."}}, "required": ["shelf"]}}`,
    good: `{"type": "function", "function": {"name": "list_shelf", "description": "Lists the books of one shelf.", "parameters": {"type": "object", "properties": {"shelf": {"type": "string", "description": "Shelf to list."}}, "required": ["shelf"]}}}`,
    sources: [SOURCES.openaiTools, SOURCES.ollamaPlace],
  },
  checkFunction(subject, report) {
    const { dialect } = subject;
    if (!isPlain(dialect)) return;
    reportSchemas(subject, report);
    const unread = unreadKeys(subject);
    const element = unread.length === 0 ? undefined : subject.raw();
    if (!isSchema(element)) return;
    for (const key of unread) {
      const found = misplaced(key, element, subject);
      if (found !== undefined) report(found);
    }
  },
  fixes: moves,
});

type Element = Record<string, unknown>;

/** A schema of parameters that is not where its reader looks: Bedrock's without `json`, or the second of two. */
function reportSchemas(subject: FunctionSubject, report: (found: Report<'key' | 'problem'>) => void): void {
  const { dialect } = subject;
  if (dialect !== 'bedrock' && dialect !== 'gemini') return;
  const element = subject.raw();
  if (dialect === 'bedrock' && holdsBareSchema(element)) {
    const data = { key: 'inputSchema', problem: 'holds the schema under `json`, not as it is' };
    report({ part: ['parameters'], data, fix: { wrap: 'json' } });
  }
  const [first, second] = isSchema(element)
    ? PLAIN_LAYOUTS[dialect].parameters.filter((key) => Object.hasOwn(element, key))
    : [];
  if (first === undefined || second === undefined) return;
  const data = { key: second, problem: `stands beside \`${first}\`, and Gemini takes one of the two` };
  report({ part: [AS_WRITTEN, second], what: 'key', data });
}

/** Where a key that nobody reads belongs; undefined where that is not plain to see. */
export function misplaced(
  { key, inside, known }: UnreadKey,
  element: Element,
  { dialect }: Pick<FunctionSubject, 'dialect'>,
): Report<'key' | 'problem'> | undefined {
  if (known || !isPlain(dialect) || key === 'strict') return undefined;
  const layout = PLAIN_LAYOUTS[dialect];
  const wrapper = bodyKey(element as JsonObject, dialect);
  const body = wrapper === undefined ? element : (element[wrapper] as Element);
  const value = inside === undefined ? element[key] : body[key];
  const part = [AS_WRITTEN, ...(inside === undefined ? [] : [inside]), key];
  const own = layout.parameters.find((name) => Object.hasOwn(body, name));
  const parameters = own ?? layout.parameters[0] ?? 'parameters';
  const said = (problem: string, to: Json): Report<'key' | 'problem'> => ({
    part,
    what: 'key',
    data: { key, problem },
    fix: to,
  });
  if (SCHEMA_WORDS.get(key)?.(value) === true)
    return said(`is read inside \`${parameters}\`, not beside it`, { into: 'schema' });
  const belongs = key === parameters || key === 'description' || key === 'name';
  if (inside === undefined && wrapper !== undefined && belongs) {
    if (!Object.hasOwn(body, key)) return said(`is read inside \`${wrapper}\`, not beside it`, { into: wrapper });
    return undefined;
  }
  if (own === undefined && PARAMETER_WORDS.has(key) && isSchema(value))
    return said(`is not what this dialect calls the parameters: that is \`${parameters}\``, { as: parameters });
  const near = [...layout.parameters.slice(0, 1), 'description', 'name'].find(
    (name) => !Object.hasOwn(body, name) && key.length >= 4 && editDistance(key.toLowerCase(), name, 2) <= 2,
  );
  return near === undefined ? undefined : said(`is no key of a tool: \`${near}\` is meant`, { as: near });
}

function moves({ edit, part, fix, entry }: FixContext): readonly Fix[] {
  if (isSchema(fix) && fix.wrap === 'json') {
    const schema = writtenAt(rawOf(entry), ['toolSpec', 'inputSchema']);
    if (schema === undefined) return [];
    return offer('Put it under `json`', edit.replace(['parameters'], { json: schema }), { preferred: true });
  }
  const key = String(part.at(-1));
  const where = part.length > 2 ? part.slice(0, -1) : [];
  const value = writtenAt(rawOf(entry), part.slice(1));
  if (value === undefined || !isSchema(fix)) return [];
  if (typeof fix.as === 'string') {
    const { as } = fix;
    return offer(`Change to \`${as}\``, edit.patch(where, { [as]: value, [key]: undefined }), { preferred: true });
  }
  const inSchema = fix.into === 'schema';
  const target = inSchema ? ['parameters'] : [AS_WRITTEN, String(fix.into)];
  const title = `Move it into ${inSchema ? 'the parameters' : `\`${String(fix.into)}\``}`;
  const edits = combine(edit.patch(target, { [key]: value }), edit.patch(where, { [key]: undefined }));
  return offer(title, edits, { preferred: true });
}

function writtenAt(element: Json | undefined, path: PartPath): Json | undefined {
  let value: unknown = element;
  for (const step of path) value = isSchema(value) ? value[String(step)] : undefined;
  return value as Json | undefined;
}
