import process from 'node:process';
import { keysFor, type TeacherId } from '../teacher/index.ts';

/**
 * The environment for a teacher. An address on the command line is a person's own word, said together with the key; without
 * one, keys go to the address they were given for alone.
 */
export function environmentFor({ teacher, baseUrl }: { readonly teacher: TeacherId; readonly baseUrl?: string }) {
  return baseUrl === undefined ? keysFor(teacher, undefined, process.env) : process.env;
}
