import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { Fault } from '../verdict/labels.ts';
import { allowsText, defaultOf, isDeclared, isRequired, sameValueAs, suitsAllowed, typeOf } from './value.ts';

/** A call that a model made. */
export interface ActualCall {
  readonly name: string;
  readonly arguments: JsonObject;
  /** Its arguments as sent were no JSON object: `arguments` is what could be read of them. */
  readonly malformed?: true;
  /** What was wrong with them. */
  readonly problem?: string;
}

/**
 * A reference call: each parameter with the values that are right. `''` among them means that it may be left out (BFCL's
 * "possible answers").
 */
export interface ReferenceCall {
  readonly name: string;
  readonly allowed: Readonly<Record<string, readonly Json[]>>;
  /** The values are those of one call: `''` is a text like any other. */
  readonly exact?: true;
}

export interface CallsScore {
  readonly right: boolean;
  /** For each reference call, the index of the call that answers it; -1 where none does. */
  readonly matches: readonly number[];
  /** Calls that answer no reference. */
  readonly extra: readonly number[];
  /** What is wrong, one line each; empty where `right`. */
  readonly problems: readonly string[];
  /** The same with labels. */
  readonly faults: readonly Fault[];
}

export type SignatureByName = (name: string) => FunctionSignature | undefined;

/** A reference with exactly these arguments. */
export function exactReference(call: ActualCall): ReferenceCall {
  const allowed = Object.entries(call.arguments).map(([name, value]): [string, Json[]] => [name, [value]]);
  return { name: call.name, allowed: Object.fromEntries(allowed), exact: true };
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
  const fits = references.map((reference) => actual.map((call) => faultsOf(call, reference, signatureOf).length === 0));
  const matches = pairUp(fits, actual.length);
  const taken = new Set(matches);
  const extra = actual.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const faults = [
    ...references.flatMap((reference, index) =>
      matches[index] === -1 ? missed(reference, extra, actual, signatureOf) : [],
    ),
    ...surplus(actual, extra, references, matches),
  ];
  return { right: faults.length === 0, matches, extra, problems: lines(faults), faults };
}

/** One line for each group of faults of a call, as reports print them. */
function lines(faults: readonly (Fault & { readonly of?: string })[]): string[] {
  const grouped = new Map<string, string[]>();
  for (const { text, of } of faults) {
    const key = of ?? text;
    grouped.set(key, [...(grouped.get(key) ?? []), text]);
  }
  return [...grouped].map(([key, texts]) => (texts[0] === key ? key : `${key}: ${texts.join('; ')}`));
}

/** What the nearest call to a reference that none answers got wrong, or that there is none. */
function missed(
  reference: ReferenceCall,
  free: readonly number[],
  actual: readonly ActualCall[],
  signatureOf: SignatureByName,
): (Fault & { of?: string })[] {
  const tried = free.flatMap((index) => actual[index] ?? []).filter((call) => call.name === reference.name);
  const faults = tried.map((call) => faultsOf(call, reference, signatureOf)).sort((a, b) => a.length - b.length)[0];
  if (faults === undefined) return [{ label: 'should-have-called', text: `${reference.name} was not called` }];
  return faults.map((fault) => ({ ...fault, of: reference.name }));
}

/** Calls beyond those that stand for a missed reference of the same function. */
function surplus(
  actual: readonly ActualCall[],
  extra: readonly number[],
  references: readonly ReferenceCall[],
  matches: readonly number[],
): Fault[] {
  const missing = references.filter((_, index) => matches[index] === -1).map((reference) => reference.name);
  return extra.flatMap((index): Fault[] => {
    const { name } = actual[index] as ActualCall;
    const at = missing.indexOf(name);
    if (at < 0) return [{ label: 'extra-call', text: `${name} was called and should not have been` }];
    missing.splice(at, 1);
    return [];
  });
}

/** What makes a call no answer to a reference, one line each; empty where it is one. */
export function compare(call: ActualCall, reference: ReferenceCall, signatureOf: SignatureByName): string[] {
  return faultsOf(call, reference, signatureOf).map((fault) => fault.text);
}

/** What makes a call no answer to a reference; empty where it is one. */
export function faultsOf(call: ActualCall, reference: ReferenceCall, signatureOf: SignatureByName): Fault[] {
  if (call.name !== reference.name)
    return [{ label: 'should-have-called', text: `${call.name} is not ${reference.name}` }];
  if (call.malformed === true)
    return [{ label: 'malformed', text: call.problem ?? 'its arguments are no JSON object' }];
  const parameters = signatureOf(call.name)?.parameters;
  const given = Object.entries(call.arguments).flatMap(([name, value]) =>
    givenFaults(name, value, reference, parameters),
  );
  const absent = Object.entries(reference.allowed).flatMap(([name, allowed]): Fault[] => {
    if (Object.hasOwn(call.arguments, name)) return [];
    const mayGo = reference.exact !== true && allowed.includes('') && !isRequired(parameters, name);
    const usual = defaultOf(parameters, name);
    const covered = usual !== undefined && allowed.some((option) => sameValueAs(usual, option));
    return mayGo || covered ? [] : [{ label: 'missing-argument', text: `'${name}' is missing` }];
  });
  return [...given, ...absent];
}

function givenFaults(name: string, value: Json, reference: ReferenceCall, parameters: JsonSchema | undefined): Fault[] {
  const isDefault = () => sameAsDefault(value, defaultOf(parameters, name));
  if (!Object.hasOwn(reference.allowed, name)) {
    if (isDefault()) return [];
    const undeclared = parameters !== undefined && !isDeclared(parameters, name);
    return [{ label: undeclared ? 'undeclared-argument' : 'wrong-value', text: `'${name}' should not be given` }];
  }
  const allowed = reference.allowed[name] ?? [];
  const options =
    reference.exact === true || allowsText(parameters, name) ? allowed : allowed.filter((it) => it !== '');
  const fits = reference.exact === true ? sameValueAs : suitsAllowed;
  if (options.some((option) => fits(value, option))) return [];
  if (reference.exact !== true && allowed.includes('') && isDefault()) return [];
  return [{ label: 'wrong-value', text: wrongValue(name, value, allowed, typeOf(parameters, name)) }];
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
