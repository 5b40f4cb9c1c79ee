import { readMagnetRecord, recordTitle } from '../../dataset/index.ts';
import { isObject, type Json, readJson } from '../../json/index.ts';
import type { TurnInfo } from '../../trajectory/index.ts';
import { categoryOf } from '../bfcl/categories.ts';
import { sketchOf } from './sketch.ts';

/** One test of a file, as a list of tests shows it. */
export interface TestOutline {
  /** Place among the tests of the file, from 0. */
  readonly index: number;
  /** 0-based line. */
  readonly line: number;
  readonly id: string;
  readonly title: string;
  readonly category: string;
  /** Empty where turns are not judged one by one. */
  readonly turns: readonly { readonly turn: number; readonly kind: TurnInfo['kind']; readonly title: string }[];
}

/** What a file of tests holds: records of ours, or tasks of BFCL. */
export type TestForm = 'magnet' | 'bfcl';

/** BFCL's own name for a file of tasks; its answers lie beside it in `possible_answer`. */
export function formOf(fileName: string): TestForm {
  return /^BFCL_v[34]_\w+\.json$/.test(fileName) ? 'bfcl' : 'magnet';
}

/** The outline of one line, or why it holds no test. */
export function outlineOf(form: TestForm, text: string, index: number, line: number): TestOutline | string {
  return form === 'bfcl' ? taskOutline(text, index, line) : recordOutline(text, index, line);
}

function recordOutline(text: string, index: number, line: number): TestOutline | string {
  const record = sketchOf(text) ?? readMagnetRecord(text);
  if (typeof record === 'string') return record;
  if (record.turns.length === 0) return 'a record without turns tests nothing';
  const turns = record.turns.map(({ index: turn, kind, messages: [start, end] }) => {
    const query = record.messages.slice(start, end).find((message) => message.role === 'user');
    return { turn, kind, title: oneLine(query?.content ?? '') };
  });
  return { index, line, id: record.id, title: oneLine(recordTitle(record)), category: record.kind, turns };
}

function taskOutline(text: string, index: number, line: number): TestOutline | string {
  const json = readJson(text);
  if ('problem' in json) return json.problem;
  const row = json.value;
  if (!isObject(row) || typeof row.id !== 'string') return 'no task: it has no id';
  return { index, line, id: row.id, title: oneLine(questionOf(row.question)), category: categoryOf(row.id), turns: [] };
}

/** What the user says first, in a question that is a list of turns of messages, or a list of messages. */
function questionOf(question: Json | undefined): string {
  const messages = (Array.isArray(question) ? question : []).flat();
  const users = messages.flatMap((message) => (isObject(message) && message.role === 'user' ? [message.content] : []));
  return users.find((content) => typeof content === 'string') ?? '';
}

const MAX_LENGTH = 120;

function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * MAX_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
