import { createRandom } from '../../random/index.ts';
import type { Outcome } from '../types.ts';

/** @param code why, as machines tell reasons apart: `not_found`, `invalid_arguments`, … */
export function fail(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}

/** Words a real service would use for an identifier that it has no record of. */
export function notFound(kind: string, id: string): Outcome {
  const wordings = [
    `No ${kind} found with id ${quote(id)}.`,
    `${capital(kind)} ${quote(id)} does not exist.`,
    `${capital(kind)} not found: ${quote(id)}.`,
  ];
  return fail('not_found', createRandom(`wording ${kind}`).pick(wordings) as string);
}

export function gone(kind: string, id: string, how: string): Outcome {
  return fail('gone', `${capital(kind)} ${quote(id)} has already been ${how}.`);
}

export function conflict(kind: string, id: string): Outcome {
  return fail('conflict', `A ${kind} with id ${quote(id)} already exists.`);
}

export function premiseBroken(names: readonly string[]): Outcome {
  return fail('premise', `Precondition failed: ${names.join(' and ')} must be called first.`);
}

export function unauthorized(): Outcome {
  return fail('unauthorized', 'Authentication required: log in first.');
}

function quote(id: string): string {
  return `'${id.length > 80 ? `${id.slice(0, 77)}...` : id}'`;
}

function capital(kind: string): string {
  return `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`;
}
