import { NotPython, type Token, tokens } from './python-tokens.ts';
import type { Py } from './value.ts';

/** A Python expression, as far as calls and their arguments look into it; `source` is its text as Python writes it. */
export type PyNode = { readonly source: string } & (
  | { readonly kind: 'constant'; readonly value: Py }
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'attribute'; readonly of: PyNode; readonly name: string }
  | { readonly kind: 'call'; readonly called: PyNode; readonly keywords: readonly (readonly [string, PyNode])[] }
  | { readonly kind: 'subscript' }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly PyNode[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [PyNode, PyNode])[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: PyNode }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: PyNode; readonly right: PyNode }
  | { readonly kind: 'other' }
);

/** Without `source`, which the parser adds. */
type Bare = PyNode extends infer Node ? (Node extends PyNode ? Omit<Node, 'source'> : never) : never;

const RESERVED = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const CONSTANTS: ReadonlyMap<string, Py> = new Map<string, Py>([
  ['True', true],
  ['False', false],
  ['None', null],
]);
/** Operators of arithmetic from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];
const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '!=', 'in', 'is', 'not']);
const WORD_OR_NUMBER = /[\p{L}\p{N}_'"]$/u;

/**
 * Reads one Python expression; nothing is evaluated.
 * @throws NotPython
 */
export function parsePython(text: string): PyNode {
  return new Parser(tokens(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(words: readonly Token[]) {
    this.#tokens = words;
  }

  whole(): PyNode {
    const node = this.#expression();
    if (this.#next.kind !== 'end') throw new NotPython();
    return node;
  }

  get #next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #is(text: string): boolean {
    return this.#next.text === text && this.#next.kind !== 'string' && this.#next.kind !== 'end';
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new NotPython();
  }

  #node(start: number, bare: Bare): PyNode {
    const words = this.#tokens;
    const end = this.#at;
    // Spelled when asked for: few nodes are, and each holds the words of all below it.
    return Object.defineProperty({ ...bare }, 'source', { get: () => spell(words.slice(start, end)) }) as PyNode;
  }

  #name(): string {
    const { kind, text } = this.#next;
    if (kind !== 'name' || RESERVED.has(text)) throw new NotPython();
    this.#at += 1;
    return text;
  }

  #expression(): PyNode {
    const start = this.#at;
    if (this.#take('lambda')) {
      while (!this.#is(':') && this.#next.kind !== 'end') this.#at += 1;
      this.#expect(':');
      this.#expression();
      return this.#node(start, { kind: 'other' });
    }
    const value = this.#logic();
    if (!this.#take('if')) return value;
    this.#logic();
    this.#expect('else');
    this.#expression();
    return this.#node(start, { kind: 'other' });
  }

  /** `or`, `and` and comparisons: no argument may be one, so that they are only read past. */
  #logic(): PyNode {
    const start = this.#at;
    let node = this.#negated();
    while (this.#take('or') || this.#take('and')) {
      this.#negated();
      node = this.#node(start, { kind: 'other' });
    }
    return node;
  }

  #negated(): PyNode {
    const start = this.#at;
    if (this.#take('not')) return this.#node(start, { kind: 'unary', operator: 'not', operand: this.#negated() });
    let node = this.#arithmetic(0);
    while (this.#comparison()) {
      this.#arithmetic(0);
      node = this.#node(start, { kind: 'other' });
    }
    return node;
  }

  #comparison(): boolean {
    if (this.#next.kind === 'string' || !COMPARISONS.has(this.#next.text)) return false;
    if (this.#take('not')) this.#expect('in');
    else if (this.#take('is')) this.#take('not');
    else this.#at += 1;
    return true;
  }

  #arithmetic(level: number): PyNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#signed();
    const start = this.#at;
    let left = this.#arithmetic(level + 1);
    while (this.#next.kind === 'operator' && operators.includes(this.#next.text)) {
      const operator = this.#next.text;
      this.#at += 1;
      const right = this.#arithmetic(level + 1);
      left = this.#node(start, { kind: 'binary', operator, left, right });
    }
    return left;
  }

  #signed(): PyNode {
    const start = this.#at;
    for (const operator of ['-', '+', '~']) {
      if (!this.#take(operator)) continue;
      const operand = this.#signed();
      return this.#node(start, { kind: 'unary', operator, operand });
    }
    const left = this.#postfix();
    if (!this.#take('**')) return left;
    const right = this.#signed();
    return this.#node(start, { kind: 'binary', operator: '**', left, right });
  }

  #postfix(): PyNode {
    const start = this.#at;
    let node = this.#atom();
    for (;;) {
      if (this.#take('.')) {
        const name = this.#name();
        node = this.#node(start, { kind: 'attribute', of: node, name });
      } else if (this.#take('(')) {
        const keywords = this.#arguments();
        node = this.#node(start, { kind: 'call', called: node, keywords });
      } else if (this.#take('[')) {
        this.#slices();
        node = this.#node(start, { kind: 'subscript' });
      } else return node;
    }
  }

  #arguments(): (readonly [string, PyNode])[] {
    const keywords: (readonly [string, PyNode])[] = [];
    while (!this.#take(')')) {
      if (this.#take('**')) keywords.push(['**', this.#expression()]);
      else if (this.#tokens[this.#at + 1]?.text === '=' && this.#next.kind === 'name') {
        const name = this.#name();
        this.#expect('=');
        keywords.push([name, this.#expression()]);
      } else if (this.#take('*')) this.#expression();
      else if (keywords.length > 0) throw new NotPython();
      else {
        this.#expression();
        this.#comprehension();
      }
      if (!this.#take(',') && !this.#is(')')) throw new NotPython();
    }
    return keywords;
  }

  #slices(): void {
    if (this.#is(']')) throw new NotPython();
    while (!this.#take(']')) {
      if (!this.#take(':') && !this.#take(',')) this.#expression();
    }
  }

  #atom(): PyNode {
    const start = this.#at;
    const { kind, text, value } = this.#next;
    if (kind === 'string') return this.#strings();
    if (kind === 'end') throw new NotPython();
    if (kind === 'name' && !CONSTANTS.has(text)) return this.#node(start, { kind: 'name', id: this.#name() });
    this.#at += 1;
    if (kind === 'name') return this.#node(start, { kind: 'constant', value: CONSTANTS.get(text) as Py });
    if (kind === 'number')
      return this.#node(start, value === undefined ? { kind: 'other' } : { kind: 'constant', value });
    if (text === '...') return this.#node(start, { kind: 'constant', value: '...' });
    if (text === '[') return this.#list(start);
    if (text === '(') return this.#tuple(start);
    if (text === '{') return this.#dict(start);
    throw new NotPython();
  }

  /** One string, or several side by side that Python joins. */
  #strings(): PyNode {
    const start = this.#at;
    let joined: string | undefined = '';
    while (this.#next.kind === 'string') {
      const { value } = this.#next;
      joined = joined !== undefined && typeof value === 'string' ? joined + value : undefined;
      this.#at += 1;
    }
    return this.#node(start, joined === undefined ? { kind: 'other' } : { kind: 'constant', value: joined });
  }

  #list(start: number): PyNode {
    const { items, plain } = this.#items(']');
    return this.#node(start, plain ? { kind: 'list', items } : { kind: 'other' });
  }

  /** A tuple, or one expression in brackets. */
  #tuple(start: number): PyNode {
    const { items, plain, commas } = this.#items(')');
    if (plain && items.length === 1 && commas === 0) return items[0] as PyNode;
    return this.#node(start, plain ? { kind: 'tuple', items } : { kind: 'other' });
  }

  #items(close: string): { items: PyNode[]; plain: boolean; commas: number } {
    const items: PyNode[] = [];
    let plain = true;
    let commas = 0;
    while (!this.#take(close)) {
      if (this.#take('*')) plain = false;
      items.push(this.#expression());
      if (this.#comprehension()) plain = false;
      if (this.#take(',')) commas += 1;
      else if (!this.#is(close)) throw new NotPython();
    }
    return { items, plain, commas };
  }

  #dict(start: number): PyNode {
    const entries: (readonly [PyNode, PyNode])[] = [];
    let plain = true;
    while (!this.#take('}')) {
      if (this.#take('**')) {
        this.#expression();
        plain = false;
      } else {
        const key = this.#expression();
        if (this.#take(':')) entries.push([key, this.#expression()]);
        else plain = false;
      }
      if (this.#comprehension()) plain = false;
      if (!this.#take(',') && !this.#is('}')) throw new NotPython();
    }
    return this.#node(start, plain ? { kind: 'dict', entries } : { kind: 'other' });
  }

  /** Reads past `for x in y if z`; true where there is one. */
  #comprehension(): boolean {
    let found = false;
    while (this.#take('for')) {
      found = true;
      do {
        this.#take('*');
        this.#postfix();
      } while (this.#take(','));
      this.#expect('in');
      this.#logic();
      while (this.#take('if')) this.#logic();
    }
    return found;
  }
}

/** Words as Python spells them: a blank after commas and around operators. */
function spell(words: readonly Token[]): string {
  let text = '';
  const wide = wideMarks(words);
  words.forEach(({ text: word, kind }, index) => {
    const spaced = wide.has(index - 1);
    const touching = WORD_OR_NUMBER.test(text) && kind !== 'operator';
    const around = isBinary(words, index) || isBinary(words, index - 1);
    text += `${(spaced && !')]}'.includes(word)) || touching || around ? ' ' : ''}${word}`;
  });
  return text;
}

/** Places of commas and colons with a blank behind them: the colons of slices have none. */
function wideMarks(words: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: string[] = [];
  words.forEach(({ text, kind }, index) => {
    if (kind === 'name' && text === 'lambda') open.push(text);
    if (kind !== 'operator') return;
    if ('([{'.includes(text)) open.push(text);
    if (text === ',' || (text === ':' && open.at(-1) !== '[')) found.add(index);
    if (')]}'.includes(text) || (text === ':' && open.at(-1) === 'lambda')) open.pop();
  });
  return found;
}

function isBinary(words: readonly Token[], index: number): boolean {
  const word = words[index];
  const before = words[index - 1];
  if (word?.kind !== 'operator' || before === undefined || !/^[-+*/%<>=!|&^]+$/.test(word.text)) return false;
  if (word.text === '=') return false;
  return before.kind !== 'operator' || ')]}'.includes(before.text);
}
