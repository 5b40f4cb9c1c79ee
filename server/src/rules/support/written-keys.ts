import { unreadKeys as keysOf, type UnreadKey } from '../../signature/index.ts';
import type { FunctionSubject } from '../subject.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Keys of a function, as it was written, that nobody reads. The element is parsed only where a look at its own keys
 * finds one: most functions have none.
 */
export function unreadKeys(subject: FunctionSubject): readonly UnreadKey[] {
  if (subject.dialect === 'fsig' || subject.dialect === 'openapi') return [];
  const outer = outerObject(subject.text());
  const plain = outer !== undefined && keysOf(outer, subject.dialect).length === 0;
  return plain ? [] : keysOf(subject.raw(), subject.dialect);
}

/**
 * The keys of a JSON object and of the objects in it, as an object with empty values: enough to tell which keys stand
 * where, without reading the schemas. Undefined where the text is no whole object.
 */
function outerObject(text: string): { [key: string]: { [key: string]: true } } | undefined {
  const outer: { [key: string]: { [key: string]: true } } = Object.create(null) as never;
  let inner: { [key: string]: true } = {};
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (depth > 2 || !isKey(text, end)) {
        at = end - 1;
        continue;
      }
      const key = text.slice(at + 1, end - 1);
      if (key.includes('\\')) return undefined;
      if (depth === 1) outer[key] = inner = {};
      else inner[key] = true;
      at = end - 1;
    } else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return text.charCodeAt(at) === 125 ? outer : undefined;
    else if (code === 47) return undefined;
  }
  return undefined;
}

function stringEnd(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code === BACKSLASH) index++;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  for (let at = end; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32) return code === 58;
  }
  return false;
}
