/**
 * Languages as values: an expression knows what it becomes after a character. States are lists of alternatives, all of
 * which are followed at once, so that no text is read twice.
 */
export interface Expression {
  /** What may follow after this character, which is one byte; none where it cannot stand here. */
  step(character: string): readonly Expression[];
}

/** What comes behind an expression. Given lazily, since languages are endless. */
export type Rest = () => readonly Expression[];

/** The end of a language. */
export const END: Expression = { step: () => [] };

export function isComplete(states: readonly Expression[]): boolean {
  return states.includes(END);
}

/** The alternatives after some bytes; none where they cannot stand here. */
export type Follow = (bytes: string) => readonly Expression[];

/** Follows many texts from the same alternatives: what two of them begin with is followed once. */
export function following(states: readonly Expression[]): Follow {
  const known = new Map<string, readonly Expression[]>([['', states]]);
  const follow: Follow = (bytes) => {
    const found = known.get(bytes);
    if (found !== undefined) return found;
    const before = follow(bytes.slice(0, -1));
    const last = bytes.slice(-1);
    const after = before.length === 0 ? before : before.flatMap((state) => state.step(last));
    known.set(bytes, after);
    return after;
  };
  return follow;
}

/** A text with one character a byte: tokens end within a letter, so languages are read byte by byte. */
export function toBytes(text: string): string {
  return Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The text of such bytes. */
export function fromBytes(bytes: string): string {
  return decoder.decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Exactly this text, then the rest. */
export function literal(text: string, rest: Rest): readonly Expression[] {
  return text === '' ? rest() : [literalFrom(toBytes(text), 0, rest)];
}

function literalFrom(bytes: string, at: number, rest: Rest): Expression {
  return {
    step: (character) => {
      if (character !== bytes[at]) return [];
      return at + 1 === bytes.length ? rest() : [literalFrom(bytes, at + 1, rest)];
    },
  };
}

/** The inside of a JSON string and its closing quote, which is taken only where `accepts` takes the raw inside. */
export function quoted(accepts: (raw: string) => boolean, rest: Rest, longest: number): readonly Expression[] {
  return [inside('', accepts, rest, longest)];
}

function inside(raw: string, accepts: (raw: string) => boolean, rest: Rest, longest: number): Expression {
  return {
    step: (character) => {
      if (character === '"' && !openEscape(raw)) return accepts(fromBytes(raw)) ? rest() : [];
      if (raw.length >= longest || character < ' ' || (openEscape(raw) && !ESCAPED.has(character))) return [];
      return [inside(raw + character, accepts, rest, longest)];
    },
  };
}

/** What may stand behind a backslash; `\u` is left out, since characters stand as they are. */
const ESCAPED = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't']);

function openEscape(raw: string): boolean {
  return (/\\*$/.exec(raw)?.[0].length ?? 0) % 2 === 1;
}

const MAX_DIGITS = 20;

/** A number as JSON writes it, without an exponent; over only at a character that cannot go on with it. */
export function numeral(accepts: (raw: string) => boolean, rest: Rest): readonly Expression[] {
  return [digits('', accepts, rest)];
}

function digits(raw: string, accepts: (raw: string) => boolean, rest: Rest): Expression {
  return {
    step: (character) => {
      const longer = raw + character;
      if (longer.length <= MAX_DIGITS && /^-?(?:0|[1-9]\d*)?(?:(?<=\d)\.\d*)?$/.test(longer))
        return [digits(longer, accepts, rest)];
      const whole = /\d$/.test(raw) && accepts(raw);
      return whole ? rest().flatMap((state) => state.step(character)) : [];
    },
  };
}
