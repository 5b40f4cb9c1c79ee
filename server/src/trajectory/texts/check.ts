import type { WrittenCall } from '../../teacher/index.ts';
import { namedFunction } from '../leaks.ts';
import { inventedFactsBeside } from './facts.ts';
import { type FormProblem, formProblem } from './form.ts';
import { SourceIndex, type TextSources } from './sources.ts';

/** Why a text or a call may not stand in a conversation. */
export interface TextProblem {
  readonly reason: FormProblem | 'names-function' | 'invented' | 'not-offered';
  /** For whoever writes it again: what is wrong and where. */
  readonly detail: string;
}

/**
 * Checks one text of a conversation, of either speaker and either side: its form, that it names no function, and that
 * every fact in it stands in its sources.
 *
 * @param functions names as the model calls them
 */
export function checkText(text: string, sources: TextSources, functions: readonly string[]): TextProblem | undefined {
  const index = new SourceIndex(sources);
  const form = formProblem(text, index);
  if (form !== undefined) return { reason: form.problem, detail: `${form.problem}: ${JSON.stringify(form.found)}` };
  const named = namedFunction(text, functions);
  if (named !== undefined && !quoted(named, sources)) return { reason: 'names-function', detail: `it names ${named}` };
  const [first, ...more] = inventedFactsBeside(text, index);
  if (first === undefined) return undefined;
  const all = [first, ...more].map(({ kind, said }) => `${kind} ${JSON.stringify(said.trim())}`);
  return { reason: 'invented', detail: `nothing said or returned so far holds ${all.slice(0, 5).join(', ')}` };
}

/** An output that names a function may be told as it is. */
function quoted(name: string, { messages }: TextSources): boolean {
  return messages.some(({ role, content }) => role === 'tool' && content.includes(name));
}

/** The first call of something that is not offered. */
export function checkCalls(calls: readonly WrittenCall[], offered: readonly string[]): TextProblem | undefined {
  const strange = calls.find((call) => !offered.includes(call.name));
  return strange === undefined
    ? undefined
    : { reason: 'not-offered', detail: `it calls ${strange.name}, which is not offered` };
}
