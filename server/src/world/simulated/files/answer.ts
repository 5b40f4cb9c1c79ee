import { keyWords } from '../../../english/index.ts';
import type { Json, JsonObject, JsonSchema } from '../../../json/index.ts';
import { createRandom } from '../../../random/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { saysNumber } from '../number-schema.ts';
import type { AnswerNode, FileWhat } from '../plan.ts';
import type { Asked } from '../records.ts';
import type { Running } from '../running.ts';
import { todayOf } from '../values/profile.ts';
import type { FileAnswer, FileEntry } from './file-answer.ts';
import { type FileNode, nameOf } from './tree.ts';

/** What a part of a file step's answer is; undefined where the step says nothing of it. */
export function fileValue(
  running: Running,
  what: FileWhat,
  asked: Asked,
  list?: Extract<AnswerNode, { is: 'list' }>,
): Json {
  const { file } = running;
  if (file === undefined) return null;
  if (what === 'entries')
    return list === undefined ? entriesOf(running, file, asked.schema) : listed(running, file, list);
  if (what === 'text') return file.told ? description(running, file) : file.text;
  if (what === 'exists') return file.exists ?? true;
  if (what === 'number') return file.number ?? file.entries?.length ?? file.lines?.length ?? 1;
  return about(running, { path: file.path, node: file.node }, what, asked.schema);
}

const DAY = 86_400_000;

function about({ state }: Running, { path, node }: FileEntry, what: FileWhat, schema: JsonSchema): Json {
  switch (what) {
    case 'name':
      return nameOf(path);
    case 'type':
      return typeWord(node, schema);
    case 'is folder':
      return node?.folder ?? false;
    case 'size':
      return sizeAs(node, schema);
    case 'modified':
    case 'created': {
      const today = todayOf(state.seed);
      const days = createRandom(`${state.seed} ${path}`).below(60) + (what === 'created' ? 60 : 1);
      return new Date(node?.written && what === 'modified' ? today : today - days * DAY).toISOString();
    }
    default:
      return path;
  }
}

function typeWord(node: FileNode | undefined, schema: JsonSchema): Json {
  const word = node?.folder ? 'directory' : 'file';
  const choice = schema.enum?.find(
    (option) => typeof option === 'string' && option.toLowerCase().startsWith(word.slice(0, 3)),
  );
  return choice ?? word;
}

function sizeAs(node: FileNode | undefined, schema: JsonSchema): Json {
  const size = node === undefined || node.folder ? 4096 : new TextEncoder().encode(node.text).length;
  return typesOf(schema).includes('string') ? `${size} bytes` : size;
}

function description(running: Running, { path, node }: FileAnswer): string {
  const entry = { path, node };
  const lines = [
    ['size', sizeAs(node, {})],
    ['created', about(running, entry, 'created', {})],
    ['modified', about(running, entry, 'modified', {})],
    ['isDirectory', node?.folder ?? false],
    ['isFile', !(node?.folder ?? false)],
  ];
  return lines.map(([name, value]) => `${String(name)}: ${String(value)}`).join('\n');
}

function entriesOf(running: Running, file: FileAnswer, schema: JsonSchema): Json {
  const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : {};
  if (file.lines !== undefined) return [...file.lines];
  const entries = file.entries ?? [];
  if (!typesOf(items).includes('object')) return entries.map(({ path }) => nameOf(path));
  return entries.map((entry) => objectOf(running, entry, items));
}

function listed(running: Running, file: FileAnswer, { item, most }: Extract<AnswerNode, { is: 'list' }>): Json {
  if (file.lines !== undefined && item.is === 'value') return file.lines.slice(0, most);
  return (file.entries ?? []).slice(0, most).map((entry): Json => {
    if (item.is === 'value') return wholePaths(running) ? entry.path : nameOf(entry.path);
    if (item.is !== 'object') return entry.path;
    return Object.fromEntries(
      item.entries.map(([key, node]) => {
        const schema = node.is === 'value' ? node.schema : {};
        return [
          key,
          node.is === 'value'
            ? about(running, entry, fileWord(keyWords(key), schema), schema)
            : node.is === 'list'
              ? []
              : {},
        ] as const;
      }),
    );
  });
}

/** What a search finds may lie anywhere, so it is told with its folder. */
function wholePaths({ called }: Running): boolean {
  return called.plan.steps.some((step) => step.do === 'file' && step.act !== 'list');
}

function objectOf(running: Running, entry: FileEntry, items: JsonSchema): JsonObject {
  const properties = Object.entries(items.properties ?? { name: { type: 'string' }, type: { type: 'string' } });
  return Object.fromEntries(
    properties.map(([key, schema]) => [
      key,
      about(running, entry, fileWord(keyWords(key), schema as JsonSchema), schema as JsonSchema),
    ]),
  );
}

/** What a field of a file is, by the words of its name; `text` where they say nothing. */
export function fileWord(words: readonly string[], schema: JsonSchema): FileWhat {
  const name = words.join(' ');
  const types = typesOf(schema);
  if (types.includes('array')) return 'entries';
  if (types.includes('boolean')) return /\bdirectory\b/.test(name) ? 'is folder' : 'exists';
  if (/\b(?:modified|updated|changed|accessed|mtime)\b/.test(name)) return 'modified';
  if (/\bcreated\b/.test(name)) return 'created';
  if (/\b(?:size|byte|usage)\b/.test(name)) return 'size';
  if (saysNumber(types)) return 'number';
  if (/\b(?:type|kind)$/.test(name)) return 'type';
  if (/\b(?:path|directory)$/.test(name)) return 'path';
  if (/\bname$|^(?:file|entry)$/.test(name)) return 'name';
  return 'text';
}
