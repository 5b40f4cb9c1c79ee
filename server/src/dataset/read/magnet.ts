import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** Reads one line of a run: the record, or why it is none. */
export function readMagnetRecord(text: string): TrajectoryRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  return isMagnetRecord(value) ? value : 'no record of a Magnet run';
}

/** Whether a value has the fields of a canonical record that every reader relies on. */
export function isMagnetRecord(value: unknown): value is TrajectoryRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof TrajectoryRecord, unknown>>;
  return (
    typeof record.id === 'string' &&
    typeof record.index === 'number' &&
    typeof record.kind === 'string' &&
    [record.messages, record.tools, record.turns, record.certificates].every(Array.isArray) &&
    (record.messages as unknown[]).every(isMessage) &&
    typeof record.review === 'object' &&
    record.review !== null
  );
}

function isMessage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content } = value as { role?: unknown; content?: unknown };
  return typeof role === 'string' && typeof content === 'string';
}
