import type { FunctionSubject } from '../subject.ts';
import { rawSchema } from './raw.ts';

/**
 * Whether the author gave the parameters properties and no type. Reading adds the type where it is missing, so what was
 * written decides; most write `"type": "object"` and need not be read.
 */
export function rootWithoutType(subject: FunctionSubject): boolean {
  const [root] = subject.nodes;
  if (root?.side !== 'parameters' || subject.dialect === 'fsig' || TYPED.test(subject.text())) return false;
  const written = rawSchema(subject, root);
  return written?.properties !== undefined && written.type === undefined;
}

/** Parameters that begin with their type. */
const TYPED = /"(?:parameters|input_schema|inputSchema)"\s*:\s*\{(?:\s*"\$schema"\s*:\s*"[^"]*"\s*,)?\s*"type"\s*:\s*"/;
