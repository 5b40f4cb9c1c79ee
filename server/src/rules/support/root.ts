import type { FunctionSubject } from '../subject.ts';
import { rawSchema } from './raw.ts';

/**
 * Whether the author gave the parameters properties, or a reference, and no type. Reading adds the type where it is missing, so what was
 * written decides; most write `"type": "object"` and need not be read.
 */
export function rootWithoutType(subject: FunctionSubject): boolean {
  const [root] = subject.nodes;
  if (root?.side !== 'parameters' || subject.dialect === 'fsig' || TYPED.test(subject.text())) return false;
  const written = rawSchema(subject, root);
  return written !== undefined && written.type === undefined && SAYS.some((key) => written[key] !== undefined);
}

/** What a root may say of its value in place of a type; a choice there has findings of its own. */
const SAYS = ['properties', '$ref'] as const;

/** Parameters that begin with their type. */
const TYPED = /"(?:parameters|input_schema|inputSchema)"\s*:\s*\{(?:\s*"\$schema"\s*:\s*"[^"]*"\s*,)?\s*"type"\s*:\s*"/;
