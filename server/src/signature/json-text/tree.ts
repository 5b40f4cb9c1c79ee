import type { Node, NodeType } from 'jsonc-parser';

/**
 * The tree that `parseTree` of jsonc-parser gives, for JSON as programs write it; undefined for a text that has
 * anything else in it (comments, mistakes), which is that parser's work. Places of findings are looked up in such trees,
 * thousands at a time, and this takes a fraction of the time.
 */
export function plainTree(text: string): Node | undefined {
  const reader = new TreeReader(text);
  const root = reader.value(undefined);
  return root !== undefined && reader.atEnd() ? root : undefined;
}

/** A node while it is read. */
type Growing = { -readonly [Key in keyof Node]: Node[Key] };

const WORDS = [
  ['true', 'boolean', true],
  ['false', 'boolean', false],
  ['null', 'null', null],
] as const;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class TreeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  value(parent: Node | undefined): Node | undefined {
    switch (this.#skip()) {
      case 0x7b:
        return this.#object(parent);
      case 0x5b:
        return this.#array(parent);
      case 0x22:
        return this.#string(parent);
      default:
        return this.#word(parent) ?? this.#number(parent);
    }
  }

  /** Passes over blanks. @returns the code of the character that follows */
  #skip(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code;
      this.#at++;
    }
  }

  #object(parent: Node | undefined): Node | undefined {
    const children: Node[] = [];
    const node = this.#node('object', parent, children);
    this.#at++;
    if (this.#skip() !== 0x7d) {
      for (;;) {
        const property = this.#property(node);
        if (property === undefined) return undefined;
        children.push(property);
        const next = this.#skip();
        if (next === 0x7d) break;
        if (next !== 0x2c) return undefined;
        this.#at++;
      }
    }
    return this.#end(node);
  }

  #property(parent: Node): Node | undefined {
    if (this.#skip() !== 0x22) return undefined;
    const children: Node[] = [];
    const node = this.#node('property', parent, children);
    const key = this.#string(node);
    if (key === undefined || this.#skip() !== 0x3a) return undefined;
    node.colonOffset = this.#at++;
    const value = this.value(node);
    if (value === undefined) return undefined;
    children.push(key, value);
    node.length = value.offset + value.length - node.offset;
    return node;
  }

  #array(parent: Node | undefined): Node | undefined {
    const children: Node[] = [];
    const node = this.#node('array', parent, children);
    this.#at++;
    if (this.#skip() !== 0x5d) {
      for (;;) {
        const item = this.value(node);
        if (item === undefined) return undefined;
        children.push(item);
        const next = this.#skip();
        if (next === 0x5d) break;
        if (next !== 0x2c) return undefined;
        this.#at++;
      }
    }
    return this.#end(node);
  }

  #string(parent: Node | undefined): Node | undefined {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x5c) {
        escaped = true;
        at++;
      } else if (code < 0x20) return undefined;
      else if (code === 0x22) {
        this.#at = at + 1;
        const value = escaped ? unescaped(this.#text.slice(start, at + 1)) : this.#text.slice(start + 1, at);
        return value === undefined ? undefined : leaf('string', value, start, at + 1 - start, parent);
      }
    }
    return undefined;
  }

  #word(parent: Node | undefined): Node | undefined {
    const found = WORDS.find(([word]) => this.#text.startsWith(word, this.#at));
    if (found === undefined) return undefined;
    const [word, type, value] = found;
    const start = this.#at;
    this.#at += word.length;
    return leaf(type, value, start, word.length, parent);
  }

  #number(parent: Node | undefined): Node | undefined {
    NUMBER.lastIndex = this.#at;
    const written = NUMBER.exec(this.#text)?.[0];
    if (written === undefined) return undefined;
    const start = this.#at;
    this.#at += written.length;
    return leaf('number', Number(written), start, written.length, parent);
  }

  #node(type: NodeType, parent: Node | undefined, children: Node[]): Growing {
    const node: Growing = { type, offset: this.#at, length: 0, children };
    if (parent !== undefined) node.parent = parent;
    return node;
  }

  /** Closes a container at its bracket. */
  #end(node: Growing): Node {
    this.#at++;
    node.length = this.#at - node.offset;
    return node;
  }
}

function leaf(type: NodeType, value: unknown, offset: number, length: number, parent: Node | undefined): Node {
  return parent === undefined ? { type, value, offset, length } : { type, value, offset, length, parent };
}

function unescaped(written: string): string | undefined {
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}
