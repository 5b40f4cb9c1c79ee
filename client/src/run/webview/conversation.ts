import type {
  ArgumentSource,
  CallCheck,
  Json,
  JsonObject,
  Message,
  ToolCall,
  TrajectoryRecord,
  TurnInfo,
} from '../../../../server/src/lsp/protocol.ts';

/** The message that an item is of. */
interface ItemPlace {
  readonly message: number;
}

/** One call with what came back. */
export interface CallItem extends ItemPlace {
  readonly type: 'call';
  /** Its place among the calls of its message. */
  readonly call: number;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly sources: readonly ArgumentSource[];
  /** Text of the tool message; undefined where none answers. */
  readonly output: string | undefined;
  readonly failed: boolean;
  /** Not among the tools the record offers. */
  readonly unknown: boolean;
  /** What the server says of it; undefined where it says nothing. */
  readonly check: Pick<CallCheck, 'state' | 'reason' | 'given'> | undefined;
}

export type Item =
  | ({ readonly type: 'user' | 'assistant'; readonly text: string } & ItemPlace)
  | ({ readonly type: 'output'; readonly name: string; readonly text: string } & ItemPlace)
  | CallItem;

/** One turn as it is drawn: what both sides share, then where they part. */
export interface TurnView {
  readonly index: number;
  readonly info: TurnInfo | undefined;
  readonly shared: readonly Item[];
  /** Undefined where both sides are the same, or there is only one. */
  readonly sides: { readonly positive: readonly Item[]; readonly negative: readonly Item[] } | undefined;
  /** The sides part here for the first time. */
  readonly diverges: boolean;
}

export interface RecordView {
  readonly system: string | undefined;
  readonly turns: readonly TurnView[];
}

/** A record as turns. Tolerates what other formats leave out. */
export function viewRecord(
  record: TrajectoryRecord & { readonly checks?: readonly CallCheck[]; readonly rejectedChecks?: readonly CallCheck[] },
): RecordView {
  const offered = new Set(record.tools.map((tool) => tool.function.name));
  const sources = sourceIndex(record);
  const positive = turnsOf(record.messages, offered, sources, checkIndex(record.checks ?? []));
  const negative =
    record.rejected === undefined
      ? undefined
      : turnsOf(record.rejected, offered, new Map(), checkIndex(record.rejectedChecks ?? []));
  const system = record.messages.find((message) => message.role === 'system')?.content;
  const turns: TurnView[] = [];
  const count = Math.max(positive.length, negative?.length ?? 0);
  let parted = false;
  for (let index = 0; index < count; index += 1) {
    const turn = join(positive[index] ?? [], negative?.[index], negative !== undefined);
    const diverges: boolean = turn.sides !== undefined && !parted;
    parted ||= diverges;
    turns.push({ index, info: infoOf(record, index), ...turn, diverges });
  }
  return { system, turns };
}

/** Turn information by place; records of other formats have none. */
function infoOf(record: TrajectoryRecord, index: number): TurnInfo | undefined {
  const first = userPlaces(record.messages)[index];
  if (first === undefined) return record.turns[index];
  return record.turns.find(({ messages: [start, end] }) => first >= start && first < end) ?? record.turns[index];
}

function userPlaces(messages: readonly Message[]): number[] {
  return messages.flatMap((message, index) => (message.role === 'user' ? [index] : []));
}

type Sources = ReadonlyMap<string, readonly ArgumentSource[]>;

function sourceIndex(record: TrajectoryRecord): Sources {
  const index = new Map<string, readonly ArgumentSource[]>();
  for (const turn of record.turns) {
    for (const { message, call, sources } of turn.calls) index.set(`${message} ${call}`, sources);
  }
  return index;
}

type Checks = ReadonlyMap<string, CallCheck>;

function checkIndex(checks: readonly CallCheck[]): Checks {
  return new Map(checks.map((check) => [`${check.message} ${check.call}`, check]));
}

/** Items of each turn; what stands before the first user message joins the first turn. */
function turnsOf(
  messages: readonly Message[],
  offered: ReadonlySet<string>,
  sources: Sources,
  checks: Checks,
): Item[][] {
  const outputs = outputsByCall(messages);
  const answered = new Set<number>();
  const turns: Item[][] = [[]];
  let seenUser = false;
  messages.forEach((message, index) => {
    if (message.role === 'system') return;
    if (message.role === 'user') {
      if (seenUser) turns.push([]);
      seenUser = true;
    }
    const turn = turns.at(-1) ?? [];
    if (message.role === 'user') turn.push({ type: 'user', message: index, text: text(message.content) });
    else if (message.role === 'tool') {
      if (!answered.has(index))
        turn.push({ type: 'output', message: index, name: message.name, text: text(message.content) });
    } else {
      if (text(message.content) !== '') turn.push({ type: 'assistant', message: index, text: text(message.content) });
      (message.tool_calls ?? []).forEach((call, at) => {
        const found = takeOutput(outputs, call, index);
        if (found !== undefined) answered.add(found);
        const answer = found === undefined ? undefined : messages[found];
        const place = `${index} ${at}`;
        turn.push({
          ...callItem(call, answer, offered, sources.get(place) ?? [], checks.get(place)),
          message: index,
          call: at,
        });
      });
    }
  });
  return turns.filter((turn) => turn.length > 0);
}

function text(content: unknown): string {
  return typeof content === 'string'
    ? content
    : content === null || content === undefined
      ? ''
      : JSON.stringify(content);
}

function outputsByCall(messages: readonly Message[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  messages.forEach((message, index) => {
    if (message.role !== 'tool') return;
    found.set(message.tool_call_id, [...(found.get(message.tool_call_id) ?? []), index]);
  });
  return found;
}

/** Ids may repeat in others' files: the first answer after the call is its own. */
function takeOutput(outputs: Map<string, number[]>, call: ToolCall, after: number): number | undefined {
  const list = outputs.get(call.id);
  const at = list?.findIndex((index) => index > after) ?? -1;
  return at < 0 ? undefined : list?.splice(at, 1)[0];
}

function callItem(
  call: ToolCall,
  answer: Message | undefined,
  offered: ReadonlySet<string>,
  sources: readonly ArgumentSource[],
  check: CallCheck | undefined,
): Omit<CallItem, 'message' | 'call'> {
  const output = answer === undefined ? undefined : text(answer.content);
  const args = call.function.arguments;
  return {
    type: 'call',
    name: call.function.name,
    arguments: typeof args === 'object' && args !== null ? args : { '': args as Json },
    sources,
    output,
    failed: output !== undefined && isError(output),
    unknown: offered.size > 0 && !offered.has(call.function.name),
    check,
  };
}

/** What a card says of its call: a sign, the words beside it, and the reason where there is one. */
export interface CallVerdict {
  readonly sign: '✓' | '✗' | '?';
  readonly tone: 'good' | 'bad' | 'muted';
  readonly words: string;
  readonly reason: string;
}

/** A failed call is named as such first; what nobody checked never looks like what was found valid. */
export function verdictOf({ check, unknown, failed }: Pick<CallItem, 'check' | 'unknown' | 'failed'>): CallVerdict {
  const reason = check?.reason ?? '';
  if (unknown) return { sign: '✗', tone: 'bad', words: 'not among the tools offered', reason: '' };
  // The text itself stands below, as it came.
  if (check?.given !== undefined)
    return { sign: '✗', tone: 'bad', words: 'its arguments are no JSON object', reason: '' };
  if (check?.state === 'invalid') return { sign: '✗', tone: 'bad', words: 'does not fit its signature', reason };
  if (failed) return { sign: '✗', tone: 'bad', words: 'answered with an error', reason: '' };
  if (check?.state === 'valid') return { sign: '✓', tone: 'good', words: 'valid', reason: '' };
  return { sign: '?', tone: 'muted', words: 'not checked', reason };
}

/** An output that is an object with an `error` is a failed call, as the worlds and most APIs word it. */
function isError(output: string): boolean {
  const value = parseJson(output);
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'error');
}

export function parseJson(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

function join(
  positive: readonly Item[],
  negative: readonly Item[] | undefined,
  pair: boolean,
): Pick<TurnView, 'shared' | 'sides'> {
  if (!pair) return { shared: positive, sides: undefined };
  const other = negative ?? [];
  let same = 0;
  while (same < positive.length && same < other.length && equal(positive[same], other[same])) same += 1;
  if (same === positive.length && same === other.length) return { shared: positive, sides: undefined };
  return {
    shared: positive.slice(0, same),
    sides: { positive: positive.slice(same), negative: other.slice(same) },
  };
}

/** The same to a reader: sources and checks are notes, not part of what was said. */
function equal(a: Item | undefined, b: Item | undefined): boolean {
  const bare = (item: Item | undefined) => {
    const { message: _place, ...rest } = item ?? {};
    return item?.type === 'call' ? { ...rest, sources: [], check: undefined } : rest;
  };
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

/** What the search looks through, per item. */
export function searchText(item: Item): string {
  if (item.type !== 'call') return item.text;
  return `${item.name} ${JSON.stringify(item.arguments)} ${item.output ?? ''}`;
}
