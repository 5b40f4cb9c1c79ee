import type { WrittenCall } from '../../teacher/index.ts';
import { namedFunction } from '../leaks.ts';
import { inventedFactsBeside } from './facts.ts';
import { type FormProblem, formProblem } from './form.ts';
import { SourceIndex, type Sources, type TextSources } from './sources.ts';

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
  return checkTextBeside(text, new SourceIndex(sources), functions);
}

/**
 * The same, beside sources that are read already.
 *
 * @param brings whether the speaker brings facts along, as users do: then only form and names count
 */
export function checkTextBeside(
  text: string,
  index: Sources,
  functions: readonly string[],
  brings = false,
): TextProblem | undefined {
  const form = formProblem(text, index);
  if (form !== undefined) return { reason: form.problem, detail: `${form.problem}: ${JSON.stringify(form.found)}` };
  const named = namedFunction(text, functions);
  // An output that names a function may be told as it is.
  if (named !== undefined && !index.quotes(named)) return { reason: 'names-function', detail: `it names ${named}` };
  if (brings) return undefined;
  const [first, ...more] = inventedFactsBeside(text, index);
  if (first === undefined) return undefined;
  const all = [first, ...more].map(({ kind, said }) => `${kind} ${JSON.stringify(said.trim())}`);
  return { reason: 'invented', detail: `nothing said or returned so far holds ${all.slice(0, 5).join(', ')}` };
}

/** The first call of something that is not offered. */
export function checkCalls(calls: readonly WrittenCall[], offered: readonly string[]): TextProblem | undefined {
  const strange = calls.find((call) => !offered.includes(call.name));
  return strange === undefined
    ? undefined
    : { reason: 'not-offered', detail: `it calls ${strange.name}, which is not offered` };
}
