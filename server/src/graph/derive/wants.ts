import type { FunctionSignature } from '../../signature/index.ts';
import type { Deed } from './action.ts';
import { keysOfConcept } from './keys.ts';
import { actionOf, CONTROLS, FREE_TEXT, IDENTITY_ROLES, NUMBER_NAMES, TEXT_NAMES, TIME_WORDS } from './lexicon.ts';
import { conceptsOf, kindsOf } from './offers.ts';
import { unitIn, unitOf } from './units.ts';
import type { Value } from './values.ts';
import { textWords } from './words.ts';

/** Something a function needs, filed under a key of the index. */
export interface Want {
  readonly key: string;
  /** In (0, 1]. */
  readonly weight: number;
  readonly role: string;
  readonly rule: string;
  /** Index into the profile's inputs; -1 for a premise. */
  readonly value: number;
}

/** The parameters of a function, each under every key it can be fed by. */
export function wantsOf(signature: FunctionSignature, deed: Deed, inputs: readonly Value[]): Want[] {
  const wants: Want[] = [];
  inputs.forEach((input, position) => {
    wants.push(...mentions(input, position));
    if (input.type === 'boolean') return;
    if (input.composite) {
      if (input.entity !== undefined) wants.push(want(`o:${input.entity}`, 0.9, 'nominal-type', position));
      return;
    }
    if (input.nominal !== undefined) wants.push(want(`t:${input.nominal}`, 0.95, 'nominal-type', position));
    const worth = needWorth(input);
    if (worth > 0) wants.push(...conceptWants(input, position, deed, worth));
    wants.push(...quantityWants(input, position, deed, inputs));
  });
  return strongest(wants, signature);
}

function want(key: string, weight: number, rule: string, value: number, role = ''): Want {
  return { key, weight, role, rule, value };
}

function strongest(wants: readonly Want[], _signature: FunctionSignature): Want[] {
  const best = new Map<string, Want>();
  for (const one of wants) {
    const place = `${one.key}|${one.value}`;
    const known = best.get(place);
    if (known === undefined || known.weight < one.weight) best.set(place, one);
  }
  return [...best.values()].filter((one) => one.weight >= 0.05);
}

/** How likely a parameter's value comes from an earlier call rather than from the user; in [0, 1]. */
function needWorth(input: Value): number {
  const concept = input.concept;
  if (concept === undefined) return 0.4;
  if (input.schema.enum !== undefined) return 0.35;
  const head = concept.entity.at(-1) ?? '';
  if (concept.role !== undefined) return IDENTITY_ROLES.get(concept.role) ?? 0.5;
  if (concept.entity.every((word) => CONTROLS.has(word) || TIME_WORDS.has(word))) {
    return concept.entity.every((word) => TIME_WORDS.has(word)) ? 0.3 : 0;
  }
  if (FREE_TEXT.has(head)) return 0.2;
  if (TIME_WORDS.has(head)) return 0.35;
  return 0.65;
}

function conceptWants(input: Value, position: number, deed: Deed, worth: number): Want[] {
  const wants: Want[] = [];
  for (const concept of conceptsOf(input, deed, 'input')) {
    // A description may name a better kind of value than the parameter's own name does.
    const value = concept.role === undefined ? worth : Math.max(worth, (IDENTITY_ROLES.get(concept.role) ?? 0) * 0.9);
    for (const { key, weight, role, source } of keysOfConcept(concept)) {
      wants.push(want(key, weight * value, source, position, role));
    }
  }
  for (const kind of kindsOf(input)) wants.push(want(kind.key, kind.weight, kind.rule, position));
  return wants;
}

function quantityWants(input: Value, position: number, deed: Deed, inputs: readonly Value[]): Want[] {
  const concept = input.concept;
  const head = concept?.entity.at(-1) ?? '';
  if (concept?.role !== undefined && !NUMBER_NAMES.has(concept.role)) return [];
  const wants: Want[] = [];
  const numeric = input.type === 'number' || (input.type === 'any' && input.many);
  const unit = unitOf(head) ?? (input.type === 'number' ? unitIn(input.descriptionWords) : undefined);
  if (unit !== undefined) wants.push(want(`u:${unit.name}`, unitOf(head) === undefined ? 0.45 : 0.9, 'unit', position));
  const name = concept?.role ?? head;
  if (numeric && unit === undefined && NUMBER_NAMES.has(name) && computes(deed, inputs)) {
    wants.push(want('v:number', 0.7, 'any-number', position), want('v:result', 0.7, 'any-number', position));
  }
  if (input.type === 'string' && TEXT_NAMES.has(name) && writes(deed)) {
    wants.push(want('v:text', 0.7, 'any-text', position));
  }
  return wants;
}

function computes(deed: Deed, inputs: readonly Value[]): boolean {
  const required = inputs.filter((input) => input.required && input.type !== 'boolean');
  return deed.action === 'compute' || required.every((input) => input.type === 'number' || input.many);
}

function writes(deed: Deed): boolean {
  return deed.action === 'send' || deed.action === 'create' || deed.action === 'update';
}

/** Words after which a description names the function that gives the value. */
const CUE =
  /\b(?:from|by|via|use|using|using the|call|see|with|through|in|of|run|invoke|after)\s+(?:the\s+|an?\s+)?[`'"*_/]*/gi;
const MAX_CUES = 12;
const LONGEST_NAME = 5;

/** `id from the Get Currency API`, `as returned by list_devices` → mentions of those functions. */
function mentions(input: Value, position: number): Want[] {
  const text = typeof input.schema.description === 'string' ? input.schema.description.slice(0, 600) : '';
  if (text.length < 12) return [];
  const wants: Want[] = [];
  for (const phrase of mentionedPhrases(text)) wants.push(want(`m:${phrase}`, 0.9, 'mention', position));
  return wants;
}

/** Phrases of a text that may be a function's name: after a cue, or written as code. */
export function mentionedPhrases(text: string): Set<string> {
  const phrases = new Set<string>();
  for (const match of text.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+\b/g)) {
    phrases.add(textWords(match[0]).join(' '));
    if (phrases.size >= MAX_CUES) break;
  }
  let cues = 0;
  for (const match of text.matchAll(CUE)) {
    cues += 1;
    if (cues > MAX_CUES) break;
    const start = match.index + match[0].length;
    const words = textWords(text.slice(start, start + 60));
    if (actionOf(words[0] ?? '') === undefined) continue;
    for (let length = 2; length <= LONGEST_NAME && length <= words.length; length += 1) {
      phrases.add(words.slice(0, length).join(' '));
    }
  }
  return phrases;
}
