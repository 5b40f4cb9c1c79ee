import { isObject, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { leftOut } from './left-out.ts';
import { isMessage, readMessages, toolsOfSystem } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** Messages, one message or a text. */
function isSide(value: Json): boolean {
  return typeof value === 'string' ? value !== '' : Array.isArray(value) ? value.length > 0 : isMessage(value);
}

/** The messages of a prompt or of an answer to it; a text is one message, or a talk of Human and Assistant. */
function said(value: Json, role: 'user' | 'assistant'): Message[] {
  if (typeof value === 'string') return talkIn(value) ?? readMessages([{ role, content: value }]);
  return readMessages(listOf(value));
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

/** `Human: … Assistant: …`, in paragraphs, as Anthropic's set of preferences has it. */
function talkIn(text: string): Message[] | undefined {
  if (!/^\s*Human: /.test(text)) return undefined;
  const turns = text.trim().split(/\n\n(?=(?:Human|Assistant): ?)/);
  return readMessages(
    turns.map((turn) => ({
      role: turn.startsWith('Human:') ? 'user' : 'assistant',
      content: turn.replace(/^(?:Human|Assistant): ?/, '').trim(),
    })),
  );
}

/** A side that is a request or a list of messages as JSON text is what it holds. */
function unpacked(side: Json): { readonly side: Json; readonly tools?: Json } {
  if (typeof side !== 'string' || !/^\s*[[{]/.test(side)) return { side };
  const value = parsedJson(side);
  if (Array.isArray(value)) return value.some(isMessage) ? { side: value } : { side };
  if (!isObject(value) || !Array.isArray(value.messages)) return { side };
  return { side: value.messages, ...(value.tools === undefined ? {} : { tools: value.tools }) };
}

/** What was asked: a prompt, or a question as rows of instructions have it, behind the system's text. */
function promptOf(value: JsonObject): Json {
  const { input = '', system = '' } = value;
  const asked = value.prompt ?? value.instruction ?? value.question ?? value.query ?? [];
  const before = typeof system === 'string' && system !== '' ? [{ role: 'system', content: system }] : [];
  if (typeof asked !== 'string') return Array.isArray(asked) ? [...before, ...asked] : asked;
  const whole =
    value.prompt === undefined && typeof input === 'string' && input !== '' ? `${asked}\n\n${input}` : asked;
  return before.length === 0 || whole === '' ? whole : [...before, { role: 'user', content: whole }];
}

/** A side behind its prompt, which it may begin with itself. */
function behind(prompt: readonly Message[], side: readonly Message[]): Message[] {
  const repeats = prompt.length > 0 && prompt.every((message, at) => sameWords(message, side[at]));
  const talk = prompt.filter(({ role }) => role !== 'system');
  const repeatsTalk = talk.length > 0 && talk.every((message, at) => sameWords(message, side[at]));
  if (repeats) return [...side];
  return repeatsTalk && side[0]?.role !== 'assistant'
    ? [...prompt.filter(({ role }) => role === 'system'), ...side]
    : [...prompt, ...side];
}

function sameWords(left: Message, right: Message | undefined): boolean {
  return left.role === right?.role && left.content.trim() === right.content.trim();
}

/** Rows of TRL (a prompt, with one completion or two), and other rows with two sides: NeMo-RL's and OpenAI's preference rows. */
export function readPair(value: JsonObject, index: number): ReadRow | undefined {
  const tools = readTools(value.tools);
  const prompt = promptOf(value);
  const [chosen, rejected] = [unpacked(value.chosen ?? null), unpacked(value.rejected ?? null)];
  // LLaMA-Factory's pairs have what came before in `conversations`, and are read as ShareGPT.
  const isAlone = !Array.isArray(value.conversations);
  if (isAlone && isSide(chosen.side) && isSide(rejected.side) && (isSide(prompt) || Array.isArray(prompt))) {
    const asked = said(prompt, 'user');
    const side = (one: Json) => behind(asked, said(one, 'assistant'));
    return row('trl', index, {
      messages: side(chosen.side),
      rejected: side(rejected.side),
      tools: tools.length > 0 ? tools : readTools(chosen.tools),
      notes: leftOut([prompt, chosen.side, rejected.side].flatMap(listIn)),
    });
  }
  const [own, completion] = [value.prompt ?? [], value.completion ?? null];
  if (isSide(own) && (isSide(completion) || (Array.isArray(own) && completion === null))) {
    const messages = [...said(own, 'user'), ...said(completion ?? [], 'assistant')];
    if (messages.length === 0) return undefined;
    const read = row('trl', index, { messages, tools, notes: leftOut([...listIn(own), ...listIn(completion)]) });
    return isBad(value.label) ? asBad(read) : read;
  }
  const completions = Array.isArray(value.completions) ? value.completions.filter(isObject) : [];
  if (Array.isArray(value.context) && completions.length === 2) {
    const prompt = readMessages(value.context);
    const [good, bad] = [...completions].sort((left, right) => Number(left.rank) - Number(right.rank));
    const side = (one: JsonObject | undefined) => [...prompt, ...readMessages(one?.completion ?? [], prompt.length)];
    return row('nemo-preference', index, { messages: side(good), rejected: side(bad), tools: toolsOfSystem(prompt) });
  }
  if (Array.isArray(value.preferred_output) && Array.isArray(value.non_preferred_output) && isObject(value.input)) {
    const prompt = readMessages(value.input.messages ?? []);
    return row('openai-preference', index, {
      messages: [...prompt, ...readMessages(value.preferred_output)],
      rejected: [...prompt, ...readMessages(value.non_preferred_output)],
      tools: readTools(value.input.tools),
    });
  }
  return undefined;
}

function listIn(value: Json): Json[] {
  return typeof value === 'string' ? asText(value) : listOf(value);
}

function asText(content: string): Json[] {
  return [{ role: 'assistant', content }];
}

/** KTO's mark of an answer that is none to learn. */
function isBad(label: Json | undefined): boolean {
  return label === false || label === 0 || (typeof label === 'string' && label.toLowerCase() === 'false');
}

/** Kept to be looked at, and left out of every export as what a reviewer rejected is. */
function asBad({ record, ...read }: ReadRow): ReadRow {
  const [first, ...more] = record.turns;
  const turns = first === undefined ? [] : [{ ...first, notes: [...first.notes, BAD] }, ...more];
  return { ...read, record: { ...record, turns, review: { status: 'rejected', edits: [] } } };
}

const BAD = 'marked as a bad answer (label false): it is left out of exports';
