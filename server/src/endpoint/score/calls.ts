import type { Json, JsonObject } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { defaultOf, sameValueAs, typeOf } from './value.ts';

/** A call that a model made. */
export interface ActualCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/**
 * A reference call: each parameter with the values that are right. `''` among them means that it may be left out (BFCL's
 * "possible answers").
 */
export interface ReferenceCall {
  readonly name: string;
  readonly allowed: Readonly<Record<string, readonly Json[]>>;
}

export interface CallsScore {
  readonly right: boolean;
  /** For each reference call, the index of the call that answers it; -1 where none does. */
  readonly matches: readonly number[];
  /** Calls that answer no reference. */
  readonly extra: readonly number[];
  /** What is wrong, one line each; empty where `right`. */
  readonly problems: readonly string[];
}

export type SignatureByName = (name: string) => FunctionSignature | undefined;

/** A reference with exactly these arguments. */
export function exactReference(call: ActualCall): ReferenceCall {
  const allowed = Object.entries(call.arguments).map(([name, value]): [string, Json[]] => [name, [value]]);
  return { name: call.name, allowed: Object.fromEntries(allowed) };
}

/**
 * Scores the calls of one turn against references by BFCL's rules: the right functions, each parameter with an allowed
 * value, required ones present, none invented; calls in any order, each answering one reference. An argument equal to
 * its default and one left out are the same.
 */
export function scoreCalls(
  actual: readonly ActualCall[],
  references: readonly ReferenceCall[],
  signatureOf: SignatureByName,
): CallsScore {
  const fits = references.map((reference) => actual.map((call) => compare(call, reference, signatureOf).length === 0));
  const matches = pairUp(fits, actual.length);
  const taken = new Set(matches);
  const extra = actual.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const problems = [
    ...references.flatMap((reference, index) =>
      matches[index] === -1 ? [missed(reference, extra, actual, signatureOf)] : [],
    ),
    ...surplus(actual, extra, references, matches),
  ];
  return { right: problems.length === 0, matches, extra, problems };
}

/** One line on a reference that no call answers: what the nearest call got wrong, or that there is none. */
function missed(
  reference: ReferenceCall,
  free: readonly number[],
  actual: readonly ActualCall[],
  signatureOf: SignatureByName,
): string {
  const tried = free.flatMap((index) => actual[index] ?? []).filter((call) => call.name === reference.name);
  const reasons = tried.map((call) => compare(call, reference, signatureOf)).sort((a, b) => a.length - b.length)[0];
  return reasons === undefined ? `${reference.name} was not called` : `${reference.name}: ${reasons.join('; ')}`;
}

/** Calls beyond those that stand for a missed reference of the same function. */
function surplus(
  actual: readonly ActualCall[],
  extra: readonly number[],
  references: readonly ReferenceCall[],
  matches: readonly number[],
): string[] {
  const missing = references.filter((_, index) => matches[index] === -1).map((reference) => reference.name);
  return extra.flatMap((index) => {
    const { name } = actual[index] as ActualCall;
    const at = missing.indexOf(name);
    if (at < 0) return [`${name} was called and should not have been`];
    missing.splice(at, 1);
    return [];
  });
}

/** What makes a call no answer to a reference; empty where it is one. */
export function compare(call: ActualCall, reference: ReferenceCall, signatureOf: SignatureByName): string[] {
  if (call.name !== reference.name) return [`${call.name} is not ${reference.name}`];
  const parameters = signatureOf(call.name)?.parameters;
  const problems: string[] = [];
  for (const [name, value] of Object.entries(call.arguments)) {
    const isDefault = sameAsDefault(value, defaultOf(parameters, name));
    if (!Object.hasOwn(reference.allowed, name)) {
      if (!isDefault) problems.push(`'${name}' should not be given`);
      continue;
    }
    const allowed = reference.allowed[name] ?? [];
    const right = allowed.some((option) => sameValueAs(value, option)) || (isDefault && allowed.includes(''));
    if (!right) problems.push(wrongValue(name, value, allowed, typeOf(parameters, name)));
  }
  for (const [name, allowed] of Object.entries(reference.allowed)) {
    if (Object.hasOwn(call.arguments, name) || allowed.includes('')) continue;
    const usual = defaultOf(parameters, name);
    const covered = usual !== undefined && allowed.some((option) => sameValueAs(usual, option));
    if (!covered) problems.push(`'${name}' is missing`);
  }
  return problems;
}

function sameAsDefault(value: Json, usual: Json | undefined): boolean {
  return usual !== undefined && sameValueAs(value, usual);
}

function wrongValue(name: string, value: Json, allowed: readonly Json[], type: string): string {
  const options = allowed.filter((option) => option !== '').map((option) => JSON.stringify(option));
  const wrongType = options.length > 0 && allowed.every((option) => option === '' || typeof option !== typeof value);
  const hint = wrongType && type !== '' ? ` (a ${type} is needed)` : '';
  return `'${name}' is ${JSON.stringify(value)}, not ${options.slice(0, 4).join(' or ')}${hint}`;
}

/** The largest pairing of references with calls, by augmenting paths (Kuhn). */
function pairUp(fits: readonly (readonly boolean[])[], calls: number): number[] {
  const ownerOf = new Array<number>(calls).fill(-1);
  const matches = fits.map(() => -1);
  const place = (reference: number, tried: Set<number>): boolean => {
    for (let call = 0; call < calls; call += 1) {
      if (fits[reference]?.[call] !== true || tried.has(call)) continue;
      tried.add(call);
      const owner = ownerOf[call] as number;
      if (owner >= 0 && !place(owner, tried)) continue;
      ownerOf[call] = reference;
      matches[reference] = call;
      return true;
    }
    return false;
  };
  fits.forEach((_, reference) => {
    place(reference, new Set());
  });
  return matches;
}
