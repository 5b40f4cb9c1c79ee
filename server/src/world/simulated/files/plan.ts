import { keyWords, keyWordsOfText } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { createRandom } from '../../../random/index.ts';
import { type FunctionSignature, resolveSchema, typesOf } from '../../../signature/index.ts';
import { saysNumber } from '../number-schema.ts';
import type { AnswerNode, FileAct, FilePart, StepFile } from '../plan.ts';
import { simplify } from '../values/make.ts';
import { fileWord } from './answer.ts';

/** The step of a function that works on files or folders; undefined for any other. */
export function fileStep(signature: FunctionSignature): StepFile | undefined {
  const parts = partsOf(signature);
  const words = keyWords(signature.name);
  const about = `${words.join(' ')} ${keyWordsOfText(signature.description, 200).join(' ')}`;
  if (!ABOUT_FILES.test(about) || (parts.path === undefined && parts.paths === undefined && namesRecord(signature)))
    return undefined;
  const act = actOf(words, about, parts);
  return act === undefined || !hasParts(act, parts) ? undefined : { do: 'file', act, with: parts };
}

const ABOUT_FILES = /\b(?:file|directory|path|pwd)\b/;

/** `list_files(pattern_id)`: files that some record has are records, and no paths of a file system. */
function namesRecord({ parameters }: FunctionSignature): boolean {
  return (parameters.required ?? []).some((name) => /^(?:id|uuid)$/.test(keyWords(name).at(-1) ?? ''));
}

type Parts = Partial<Record<FilePart, string>>;

/** Which parameter is what: paths by name or description, contents, edits, patterns, numbers of lines. */
function partsOf({ parameters }: FunctionSignature): Parts {
  const parts: Parts = {};
  const take = (part: FilePart, name: string) => {
    parts[part] ??= name;
  };
  for (const [name, raw] of Object.entries(parameters.properties ?? {})) {
    const { schema } = resolveSchema(parameters, typeof raw === 'object' && raw !== null ? raw : {});
    const words = keyWords(name);
    const part = partOf(words, schema);
    if (part !== undefined) take(part, name);
  }
  return parts;
}

function partOf(words: readonly string[], schema: JsonSchema): FilePart | undefined {
  const types = typesOf(schema);
  const name = words.join(' ');
  if (types.includes('array'))
    return /^(?:exclude|ignore|except|skip)\b/.test(name)
      ? 'except'
      : /\b(?:path|file|file name)$/.test(name)
        ? 'paths'
        : /\b(?:edit|change|replacement)$/.test(name)
          ? 'edits'
          : undefined;
  if (saysNumber(types))
    return /\btail\b|\blast\b/.test(name)
      ? 'tail'
      : /\bhead\b|\bfirst\b|^(?:limit|line|count)$/.test(name)
        ? 'head'
        : undefined;
  if (!types.includes('string') && types.length > 0) return undefined;
  return TEXT_PARTS.find(([, pattern]) => pattern.test(name))?.[0] ?? (isPathly(words, schema) ? 'path' : undefined);
}

const TEXT_PARTS: readonly (readonly [FilePart, RegExp])[] = [
  [
    'to',
    /^(?:destination|dest|dst|target|to|new (?:path|name|file name|location)|(?:destination|target) (?:path|file|directory|name))$/,
  ],
  ['old', /^(?:old|search|find) (?:text|string|str|content)$|^old$/],
  ['new', /^(?:new|replace|replacement) (?:text|string|str|content)$|^replacement$|^new$/],
  ['content', /^(?:content|text|data|body|(?:file|new) content)$/],
  ['pattern', /^(?:pattern|query|glob|regex|term|keyword|search(?: term| pattern)?|name pattern)$/],
  ['mode', /^mode$/],
];

const PATHLY = /\b(?:path|file|directory)(?: name)?$|^(?:source|src|from|filename|filepath|dirname)$/;

function isPathly(words: readonly string[], schema: JsonSchema): boolean {
  if (schema.enum !== undefined) return false;
  const name = words.join(' ');
  if (PATHLY.test(name)) return true;
  const said = typeof schema.description === 'string' ? keyWordsOfText(schema.description, 120).join(' ') : '';
  return name === 'name' && /\b(?:file|directory)\b/.test(said);
}

type Rule = readonly [act: FileAct, name: RegExp, about?: RegExp];

/** Acts by the words of the name, the more special first; `about` has to be said in name or description. */
const RULES: readonly Rule[] = [
  ['roots', /\b(?:allowed|root|accessible)\b.*\bdirectory\b|\blist roots?\b/],
  ['where', /^(?:pwd|(?:get |show |print )?(?:current|working|current working) (?:working )?(?:directory|path))$/],
  ['enter', /^(?:cd|chdir|(?:change|enter|switch|goto|go to) (?:working |current )*directory)$/],
  ['tree', /\btree\b/],
  ['make folder', /^(?:mkdir|(?:create|make|new|add) (?:new )?directory)$|\bdirectory create\b/],
  [
    'list',
    /^(?:ls|dir|list .*\b(?:directory|file|path|content)\b.*|(?:get|show|view|read) .*\b(?:directory|file list)\b.*)$/,
  ],
  ['read many', /^(?:read|get|load|open) (?:multiple|many|several|batch) (?:text )?file$/],
  ['move', /^(?:mv|(?:move|rename)(?: (?:file|directory|path|item))*(?: or directory)?)$/],
  ['copy', /^(?:cp|(?:copy|duplicate)(?: (?:file|directory))*)$/],
  ['delete', /^(?:rm|rmdir|unlink|(?:delete|remove|erase)(?: (?:file|directory|path))+)$/],
  ['edit', /^(?:edit|patch|replace|modify|change|update|sed|str replace)\b/],
  ['append', /^append\b/],
  [
    'search text',
    /^grep\b|\bsearch (?:in|within|inside|text|content)\b|\bsearch file content\b|^(?:find|search) text\b/,
  ],
  ['search', /^(?:search|find|glob|locate)\b/],
  ['exists', /\bexist\b|^(?:is|has) (?:file|directory)$/],
  ['count', /^wc$|\b(?:word|line) count\b|^count (?:line|word|character)\b/],
  [
    'stat',
    /^(?:stat|du)$|\b(?:file|directory|path) (?:information|stat|metadata|detail|property|size)\b|^(?:stat|get|show) .*\bmetadata\b/,
  ],
  ['write', /^(?:touch|echo|(?:write|save|create|put|overwrite|make|store|new) .*\bfile\b.*|write)$/],
  ['read', /^(?:cat|head|tail|(?:read|get|open|load|show|view|display|print) .*\bfile\b.*|read)$/],
];

function actOf(words: readonly string[], about: string, parts: Parts): FileAct | undefined {
  const name = words.join(' ');
  const found = RULES.find(
    ([act, pattern, said]) => pattern.test(name) && (said === undefined || said.test(about)) && hasParts(act, parts),
  );
  if (found?.[0] === 'list' && parts.content !== undefined) return undefined;
  return found?.[0];
}

/** The act has what it works on among its parameters. */
function hasParts(act: FileAct, parts: Parts): boolean {
  switch (act) {
    case 'roots':
    case 'where':
    case 'list':
    case 'tree':
      return parts.content === undefined && parts.edits === undefined;
    case 'search':
      return parts.pattern !== undefined && parts.path !== undefined;
    case 'search text':
      return parts.pattern !== undefined && parts.path !== undefined;
    case 'read many':
      return parts.paths !== undefined;
    case 'edit':
      return (
        parts.path !== undefined && (parts.edits !== undefined || (parts.old !== undefined && parts.new !== undefined))
      );
    case 'append':
      return parts.path !== undefined && parts.content !== undefined;
    case 'move':
    case 'copy':
      return parts.path !== undefined && parts.to !== undefined;
    default:
      return parts.path !== undefined;
  }
}

/** Whether a step changes anything. */
export function fileWrites(act: FileAct): boolean {
  return ['write', 'append', 'edit', 'make folder', 'move', 'copy', 'delete', 'enter'].includes(act);
}

/** The response schema of a file step with what each place tells of it. */
export function fileAnswer(response: JsonSchema, name: string, depth = 0): AnswerNode {
  const { schema } = simplify(response, response, createRandom(name));
  const inner = (raw: JsonSchema) => ({ ...raw, ...definitions(response) });
  if (schema.properties !== undefined && depth < 4) {
    const entries = Object.entries(schema.properties).map(([key, raw]) => {
      const prop = typeof raw === 'object' && raw !== null ? raw : {};
      return [key, fileAnswer(inner(prop), key, depth + 1)] as const;
    });
    return { is: 'object', about: { record: 'current' }, entries };
  }
  if (typesOf(schema).includes('array') && schema.prefixItems === undefined && depth < 4) {
    const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : {};
    const item = fileAnswer(inner(items), name, depth + 1);
    return {
      is: 'list',
      rows: { of: 'entries' },
      item,
      most: typeof schema.maxItems === 'number' ? schema.maxItems : 500,
    };
  }
  return { is: 'value', name, schema, source: { from: 'file', what: fileWord(keyWords(name), schema) } };
}

function definitions(response: JsonSchema): JsonSchema {
  const { $defs, definitions: older } = response as JsonSchema & { definitions?: Record<string, JsonSchema> };
  return {
    ...($defs === undefined ? {} : { $defs }),
    ...(older === undefined ? {} : { definitions: older }),
  } as JsonSchema;
}
