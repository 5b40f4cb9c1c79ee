import type { FunctionSignature } from '../signature/index.ts';

/** Functions of one namespace, or of one file that names none, work on the same records. */
export function scopeOf(signature: FunctionSignature): string {
  return signature.namespace !== '' ? signature.namespace : signature.source.uri;
}
