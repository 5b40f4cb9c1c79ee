import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { DialectId } from '../types.ts';
import { unreadKeys } from './envelope.ts';
import { MCP_META } from './plain.ts';

/** Keys of a function as written that only its own dialect can keep (`execution`, `cache_control`, `x-…`). */
export function ownKeys(raw: Json | undefined, dialect: DialectId): string[] {
  const unread = [...new Set(unreadKeys(raw, dialect).map(({ key }) => key))];
  return isRecord(raw) && holdsOthersNotes(raw as JsonObject, dialect) ? [...unread, '_meta'] : unread;
}

/** Whether MCP's `_meta` holds more than this project's own notes. */
function holdsOthersNotes(element: JsonObject, dialect: DialectId): boolean {
  return dialect === 'mcp' && isRecord(element._meta) && Object.keys(element._meta).some((key) => key !== MCP_META);
}
