import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { PolicyMove } from '../policy/types.ts';
import { HttpError } from './http-error.ts';

/** What a request demands of the answer. */
export interface Demands {
  readonly choice: 'auto' | 'none' | 'required' | { readonly name: string };
  readonly parallel: boolean;
  readonly stop: readonly string[];
  readonly maxTokens?: number;
}

const MAX_STOPS = 4;

/** Reads them. @throws HttpError 400 for one that is malformed, or that this server cannot keep */
export function readDemands(body: JsonObject, offered: readonly string[]): Demands {
  const { n, parallel_tool_calls: parallel } = body;
  if (given(n) && n !== 1) throw new HttpError(400, "'n' must be 1: this server gives one answer.");
  if (given(parallel) && typeof parallel !== 'boolean')
    throw new HttpError(400, "'parallel_tool_calls' must be true or false.");
  const maxTokens = tokens(body.max_completion_tokens ?? body.max_tokens);
  return {
    choice: choiceOf(body.tool_choice, offered),
    parallel: parallel !== false,
    stop: stopsOf(body.stop),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}

function given(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function tokens(value: Json | undefined): number | undefined {
  if (!given(value)) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw new HttpError(400, "'max_tokens' must be a whole number of at least 1.");
  return value;
}

function stopsOf(value: Json | undefined): string[] {
  if (!given(value)) return [];
  const list = Array.isArray(value) ? value : [value];
  if (list.length > MAX_STOPS || !list.every((item) => typeof item === 'string' && item !== ''))
    throw new HttpError(400, `'stop' must be a text or up to ${MAX_STOPS} of them.`);
  return list as string[];
}

function choiceOf(value: Json | undefined, offered: readonly string[]): Demands['choice'] {
  if (!given(value) || value === 'auto') return 'auto';
  if (value === 'none') return 'none';
  if (value === 'required') {
    if (offered.length === 0) throw new HttpError(400, "'tool_choice' is 'required', and no tools are given.");
    return 'required';
  }
  const inner = isObject(value) && value.type === 'function' && isObject(value.function) ? value.function : undefined;
  if (typeof inner?.name !== 'string')
    throw new HttpError(400, "'tool_choice' must be 'auto', 'none', 'required' or a function by its name.");
  if (!offered.includes(inner.name))
    throw new HttpError(400, `'tool_choice' names '${inner.name}', which is not among the tools.`);
  return { name: inner.name };
}

/** A move as a request demands it, and whether it was cut for its length. */
export interface ObeyingMove extends PolicyMove {
  readonly cut: boolean;
}

/**
 * Holds a move to what was demanded: one call where calls may not go side by side, a text up to the first stop and the limit
 * of tokens (four characters each), calls only where they fit whole.
 * @throws HttpError 400 where a call is required and the policy makes none
 */
export function obey(move: PolicyMove, demands: Demands): ObeyingMove {
  const { choice, parallel, maxTokens } = demands;
  if ((choice === 'required' || typeof choice === 'object') && move.calls.length === 0) {
    const what = typeof choice === 'object' ? `a call of '${choice.name}'` : 'a call';
    throw new HttpError(400, `'tool_choice' requires ${what}, and the policy of this server finds none to make.`);
  }
  const calls = parallel ? move.calls : move.calls.slice(0, 1);
  const text = upToStop(move.text, demands.stop);
  if (maxTokens === undefined) return { text, calls, cut: false };
  const room = maxTokens * 4;
  const kept = [...text].slice(0, room).join('');
  if (kept.length < text.length) return { text: kept, calls: [], cut: true };
  return text.length + JSON.stringify(calls).length > room && calls.length > 0
    ? { text, calls: [], cut: true }
    : { text, calls, cut: false };
}

function upToStop(text: string, stops: readonly string[]): string {
  const places = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}
