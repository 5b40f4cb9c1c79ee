/**
 * One pass over the characters of a JSON or JSON Lines text that finds where its top-level elements lie, without
 * parsing them. What follows an element depends only on the open containers (the *state*) and on the text after it:
 * that is what lets an edit be re-scanned from the element before it to the first one that still fits.
 *
 * Elements are the objects of a top-level array, of a top-level sequence (JSON Lines, concatenated objects), and of
 * the arrays that wrap tools: `{"tools": […]}`, `{"result": {"tools": […]}}`, `{"functionDeclarations": […]}`.
 */
import type { SourceText } from '../source-text.ts';
import {
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  firstKey,
  indentOf,
  isBracket,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  SPACE,
  skipBlanks,
  skipComment,
  skipString,
  trimEnd,
  valueAfter,
} from './characters.ts';

export { skipBlanks } from './characters.ts';

/** Keys whose array holds elements, with the letter that stands for each in a state. */
const CONTAINER_KEYS: ReadonlyMap<string, string> = new Map([
  ['tools', 't'],
  ['functions', 'f'],
  ['functionDeclarations', 'd'],
  ['function_declarations', 'd'],
  ['api_list', 'a'],
  ['languageModelTools', 'l'],
  ['methods', 'm'],
]);

/** Keys that other files have as well: their array holds elements where it begins with an object. */
const COMMON_KEYS: ReadonlySet<string> = new Set(['methods']);

/** Keys whose object may hold one of the above: JSON-RPC answers, batch requests, API logs. */
const WRAPPER_KEYS: ReadonlySet<string> = new Set([
  'result',
  'body',
  'params',
  'request',
  'toolConfig',
  'tool_config',
  'contributes',
]);

/** Containers in containers: beyond this an array is an element like any other. */
const MAX_CONTAINERS = 8;

/** Something between elements that JSON does not allow there. */
export interface GapProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface ScannedElement {
  readonly start: number;
  readonly end: number;
  /** Open containers, outermost first: `[` an array, `{` an object followed by the key's letter. */
  readonly state: string;
  /** Brackets open at once inside the element. */
  readonly depth: number;
}

/** Walks the elements of a text. Linear in the text read so far; holds nothing but the open brackets. */
export class ElementScanner {
  readonly text: SourceText;
  /** Offset after the last element found, and where the scan goes on. */
  position: number;
  readonly problems: GapProblem[] = [];
  #state: string;
  #brackets = new Uint8Array(64);
  #depth = 0;
  /** How many of the open brackets are square. */
  #arrays = 0;
  #deepest = 0;
  /** Depth of an open wrapper object (`"result": {`), 0 when there is none. */
  #wrapper = 0;
  /** The last character that counts: a quote for a string, a comma after an opening bracket. */
  #previous = COMMA;
  #beginning: { readonly opened: number; readonly indent: number | undefined; readonly key: string } | undefined;
  #afterElement = false;
  #problemOpen = false;
  /** Where the text between the elements began. */
  #gap: number;

  constructor(text: SourceText, position = 0, state = '') {
    this.text = text;
    this.position = position;
    this.#state = state;
    this.#afterElement = position > 0;
    this.#gap = position;
  }

  /** The next element, or undefined at the end of the text. */
  next(): ScannedElement | undefined {
    for (;;) {
      this.position = skipBlanks(this.text, this.position);
      if (this.position >= this.text.length) return this.#atEnd();
      const found = this.#inObject() ? this.#members(undefined) : this.#sequence();
      if (found !== undefined) return found;
    }
  }

  #inObject(): boolean {
    return this.#state.endsWith('{');
  }

  #atEnd(): undefined {
    const length = this.text.length;
    const comment = this.text.indexOf('/*', this.#gap);
    if (comment >= 0 && this.text.indexOf('*/', comment + 2) < 0) {
      this.#report(comment, comment + 2, 'this comment is not closed');
    } else if (this.#state !== '') this.#report(length, length, 'the file ends before its last bracket is closed');
    return undefined;
  }

  /** Equal problems with no element between them are one: a file of brackets is one problem, not millions. */
  #report(start: number, end: number, message: string): void {
    const last = this.problems.at(-1);
    if (last !== undefined && this.#problemOpen && last.message === message) {
      this.problems[this.problems.length - 1] = { ...last, end };
    } else this.problems.push({ start, end, message });
    this.#problemOpen = true;
  }

  /** One step between the elements of an array or of the top level. */
  #sequence(): ScannedElement | undefined {
    const at = this.position;
    switch (this.text.charCodeAt(at)) {
      case COMMA:
        this.#afterElement = false;
        this.position++;
        return undefined;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        this.#close(at);
        return undefined;
      case OPEN_BRACKET:
        if (this.#state.length >= MAX_CONTAINERS * 2) return this.#members(at);
        this.#state += '[';
        this.#afterElement = false;
        this.position++;
        return undefined;
      case OPEN_BRACE:
        this.#expectComma(at);
        return this.#members(at);
      default:
        this.#expectComma(at);
        return this.#stray(at);
    }
  }

  #expectComma(at: number): void {
    if (this.#afterElement && this.#state !== '') this.#report(at, at + 1, 'a comma is missing before this element');
    this.#afterElement = false;
  }

  /** A closing bracket outside every element: closes the innermost container it fits, else is too many. */
  #close(at: number): void {
    const fits = this.text.charCodeAt(at) === CLOSE_BRACKET ? '[' : '{';
    const index = this.#state.lastIndexOf(fits);
    if (index < 0) this.#report(at, at + 1, 'a closing bracket without an opening one');
    else {
      if (fits === '[' ? index !== this.#state.length - 1 : this.#state.endsWith('[')) {
        this.#report(at, at + 1, 'this bracket closes one that was opened before the innermost');
      }
      this.#state = this.#state.slice(0, index).replace(/[a-z]$/, '');
    }
    this.#afterElement = true;
    this.position = at + 1;
  }

  /** Text that opens no bracket where an element belongs: `true`, `12`, a string, prose, bytes. */
  #stray(start: number): ScannedElement {
    const text = this.text;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = skipString(text, at) - 1;
      else if (isBracket(code) && !this.#isTooMany(code)) break;
    }
    return this.#element(start, Math.max(at, start + 1), 1);
  }

  /** A closing bracket that closes nothing is junk like the text around it. */
  #isTooMany(code: number): boolean {
    if (code === CLOSE_BRACKET) return !this.#state.includes('[');
    return code === CLOSE_BRACE && !this.#state.includes('{');
  }

  #element(start: number, end: number, depth: number): ScannedElement {
    this.position = trimEnd(this.text, start, end);
    this.#afterElement = true;
    this.#problemOpen = false;
    this.#gap = this.position;
    return { start, end: this.position, state: this.#state, depth };
  }

  /** Starts counting brackets anew, inside one that is open. */
  #open(bracket: number): void {
    this.#depth = 0;
    this.#arrays = 0;
    this.#deepest = 0;
    this.#wrapper = 0;
    this.#previous = COMMA;
    this.#push(bracket);
  }

  #push(bracket: number): void {
    if (this.#depth === this.#brackets.length) {
      const larger = new Uint8Array(this.#depth * 2);
      larger.set(this.#brackets);
      this.#brackets = larger;
    }
    this.#brackets[this.#depth++] = bracket;
    if (bracket === OPEN_BRACKET) this.#arrays++;
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    this.#previous = COMMA;
  }

  /** Pops down to the innermost `bracket`, or says that there is none. Linear in all that is ever pushed. */
  #pop(bracket: number): boolean {
    const open = bracket === OPEN_BRACKET ? this.#arrays : this.#depth - this.#arrays;
    if (open === 0) return false;
    for (let found = false; !found; ) {
      const top = this.#brackets[--this.#depth];
      if (top === OPEN_BRACKET) this.#arrays--;
      found = top === bracket;
    }
    if (this.#depth < this.#wrapper) this.#wrapper = 0;
    return true;
  }

  /**
   * Reads the members of an object (or the items of an array taken as one element) from its bracket at `opened`; with
   * `undefined`, goes on in the container object that is open already. Ends when the bracket closes, when a container
   * array opens inside, or where the text shows that a bracket was forgotten and the next element begins.
   */
  #members(opened: number | undefined): ScannedElement | undefined {
    const text = this.text;
    let at = opened === undefined ? this.position : opened + 1;
    this.#open(opened === undefined ? OPEN_BRACE : text.charCodeAt(opened));
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        const start = at;
        at = skipString(text, at);
        if (this.#isOuterKey()) {
          at = this.#key(text.slice(start + 1, at - 1), at, opened);
          if (at < 0) return undefined;
        } else this.#previous = QUOTE;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        if (opened !== undefined && code === OPEN_BRACE && this.#isNextElement(opened, at)) {
          return this.#element(opened, at, this.#deepest);
        }
        this.#push(code);
        at++;
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        const closed = this.#pop(code === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET);
        if (!closed && code === CLOSE_BRACKET && this.#state.includes('[')) return this.#containerEnds(opened, at);
        this.#previous = code;
        at++;
        if (this.#depth === 0) return this.#closed(opened, at);
      } else at = this.#between(code, at);
    }
    if (opened !== undefined) return this.#element(opened, text.length, this.#deepest);
    this.position = text.length;
    return undefined;
  }

  /** Passes over blanks, comments, commas, colons and scalars; remembers the last that counts. */
  #between(code: number, at: number): number {
    if (code <= SPACE || code === BYTE_ORDER_MARK) return at + 1;
    if (code === SLASH) {
      const after = skipComment(this.text, at);
      if (after > at) return after;
    }
    this.#previous = code;
    return at + 1;
  }

  /** Whether a string here is a key of the object itself, or of a wrapper in it. */
  #isOuterKey(): boolean {
    const outer = this.#depth === 1 || this.#depth === this.#wrapper;
    return outer && this.#previous === COMMA && this.#brackets[this.#depth - 1] === OPEN_BRACE;
  }

  /**
   * Looks at a key that ends at `at`. Gives where to go on; -1 when its value is an array of elements, which is open
   * now.
   */
  #key(key: string, at: number, opened: number | undefined): number {
    this.#previous = QUOTE;
    const letter = CONTAINER_KEYS.get(key);
    const isWrapper = this.#depth === 1 && WRAPPER_KEYS.has(key);
    if (letter === undefined && !isWrapper) return at;
    const value = valueAfter(this.text, at);
    const bracket = this.text.charCodeAt(value);
    if (isWrapper && bracket === OPEN_BRACE) {
      this.#push(OPEN_BRACE);
      this.#wrapper = this.#depth;
      return value + 1;
    }
    if (letter === undefined || bracket !== OPEN_BRACKET || this.#state.length >= MAX_CONTAINERS * 2) return at;
    if (COMMON_KEYS.has(key) && this.text.charCodeAt(skipBlanks(this.text, value + 1)) !== OPEN_BRACE) return at;
    const isInWrapper = this.#depth === this.#wrapper;
    this.#state += `${opened === undefined ? '' : '{'}${isInWrapper ? '{' : ''}${letter}[`;
    this.#afterElement = false;
    this.position = value + 1;
    return -1;
  }

  /** The array around the element closes, though the element itself did not. */
  #containerEnds(opened: number | undefined, at: number): ScannedElement | undefined {
    if (opened !== undefined) return this.#element(opened, at, this.#deepest);
    this.#close(at);
    return undefined;
  }

  /** The bracket that `#members` began with has closed before `at`. */
  #closed(opened: number | undefined, at: number): ScannedElement | undefined {
    if (opened !== undefined) return this.#element(opened, at, this.#deepest);
    this.#state = this.#state.slice(0, this.#state.lastIndexOf('{'));
    this.#afterElement = true;
    this.position = at;
    return undefined;
  }

  /**
   * Whether the `{` at `at`, met inside the element that began at `opened`, is really the next element, because a
   * bracket was forgotten: it stands where no value can, and begins as the element began.
   */
  #isNextElement(opened: number, at: number): boolean {
    const inObject = this.#brackets[this.#depth - 1] === OPEN_BRACE;
    const noValueHere = inObject && this.#previous !== COLON;
    if (!noValueHere && this.#state !== '') return false;
    const began = this.#beginningOf(opened);
    if (began.indent !== undefined) {
      return indentOf(this.text, at) === began.indent && (noValueHere || began.indent === 0);
    }
    return noValueHere && firstKey(this.text, at) === began.key;
  }

  /** How the element at `opened` begins; looked up once, since a broken text asks often. */
  #beginningOf(opened: number): { readonly indent: number | undefined; readonly key: string } {
    if (this.#beginning?.opened !== opened) {
      this.#beginning = { opened, indent: indentOf(this.text, opened), key: firstKey(this.text, opened) };
    }
    return this.#beginning;
  }
}
