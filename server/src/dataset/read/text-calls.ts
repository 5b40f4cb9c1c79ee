import type { Json, JsonObject } from '../../signature/index.ts';

export interface TextCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Calls written as text: `[f(a=1, b='x'), g()]` or `<tool_call>{"name":…}</tool_call>`. Parsed, never evaluated. */
export function parseTextCalls(text: string): TextCall[] {
  const tagged = [...text.matchAll(/<tool_call>\s*([\s\S]*?)\s*(?:<\/tool_call>|$)/g)].flatMap((match) =>
    jsonCall(match[1] ?? ''),
  );
  if (tagged.length > 0) return tagged;
  const reader = new PythonReader(text.trim());
  return reader.calls();
}

function jsonCall(text: string): TextCall[] {
  try {
    const value = JSON.parse(text) as Json;
    if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value.name !== 'string')
      return [];
    const args = value.arguments ?? value.parameters ?? {};
    return [
      { name: value.name, arguments: typeof args === 'object' && args !== null && !Array.isArray(args) ? args : {} },
    ];
  } catch {
    return [];
  }
}

const MAX_DEPTH = 32;

/** Reads the part of Python's grammar that call texts use: calls, keyword and positional arguments, literals. */
class PythonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** All calls, or none where the text is no list of calls. */
  calls(): TextCall[] {
    const calls: TextCall[] = [];
    const listed = this.#take('[');
    do {
      const call = this.#call();
      if (call === undefined) return [];
      calls.push(call);
    } while (this.#take(','));
    if (listed && !this.#take(']')) return [];
    this.#space();
    return this.#at === this.#text.length ? calls : [];
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #take(mark: string): boolean {
    this.#space();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    this.#space();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match[0];
  }

  #call(): TextCall | undefined {
    const name = this.#match(/[A-Za-z_][\w.]*/y);
    if (name === undefined || !this.#take('(')) return undefined;
    const args: [string, Json][] = [];
    if (this.#take(')')) return { name, arguments: {} };
    do {
      const start = this.#at;
      const key = this.#match(/[A-Za-z_]\w*(?=\s*=)/y);
      if (key === undefined || !this.#take('=')) this.#at = start;
      const value = this.#value(0);
      if (value === undefined) return undefined;
      args.push([key ?? String(args.length), value]);
    } while (this.#take(','));
    return this.#take(')') ? { name, arguments: Object.fromEntries(args) } : undefined;
  }

  #value(depth: number): Json | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.#space();
    const next = this.#text[this.#at];
    if (next === "'" || next === '"') return this.#string();
    if (next === '[') return this.#list('[', ']', depth);
    if (next === '(') return this.#list('(', ')', depth);
    if (next === '{') return this.#dict(depth);
    const number = this.#match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
    if (number !== undefined) return Number(number);
    const word = this.#match(/[A-Za-z_]\w*/y);
    if (word === 'True' || word === 'true') return true;
    if (word === 'False' || word === 'false') return false;
    return word === 'None' || word === 'null' ? null : undefined;
  }

  #string(): string | undefined {
    const raw = this.#match(/'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y);
    return raw
      ?.slice(1, -1)
      .replace(/\\([\s\S])/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter);
  }

  #list(open: string, close: string, depth: number): Json | undefined {
    this.#take(open);
    const items: Json[] = [];
    if (this.#take(close)) return items;
    do {
      if (this.#take(close)) return items;
      const item = this.#value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#take(','));
    return this.#take(close) ? items : undefined;
  }

  #dict(depth: number): Json | undefined {
    this.#take('{');
    const entries: [string, Json][] = [];
    if (this.#take('}')) return {};
    do {
      if (this.#take('}')) break;
      const key = this.#value(depth + 1);
      if (key === undefined || !this.#take(':')) return undefined;
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([String(key), value]);
    } while (this.#take(','));
    const closed = this.#text[this.#at - 1] === '}' || this.#take('}');
    return closed ? Object.fromEntries(entries) : undefined;
  }
}
