import { isObject, type Json } from '../../../json/index.ts';

/** The words of an error output, as a real API worded it. */
export function errorText(output: Json): string {
  const error = isObject(output) ? (output.error ?? output.message ?? output) : output;
  if (typeof error === 'string') return error;
  if (isObject(error) && typeof error.message === 'string') return error.message;
  return JSON.stringify(error);
}
