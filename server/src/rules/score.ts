import type { FunctionSignature } from '../signature/index.ts';

/**
 * The six components of a tool description that a model can act on, after "Model Context Protocol (MCP) Tool Descriptions
 * Are Smelly!" (arXiv 2602.14878). Each is judged by plain signs in the text and the schema, without a model: a sign can be
 * there and say nothing, so a score finds gaps, and proves no quality.
 */
export const COMPONENTS = ['purpose', 'guidelines', 'limitations', 'parameters', 'length', 'examples'] as const;
export type Component = (typeof COMPONENTS)[number];

export interface ComponentScore {
  /** 0, .5 or 1; for the parameters, the share that is described. */
  readonly score: number;
  /** What was found or is missing. */
  readonly reason: string;
}

export interface DescriptionScore {
  /** Mean of the six, 0 to 1. */
  readonly score: number;
  /** What the description and the schema cost in a prompt, estimated as a fourth of their characters. */
  readonly tokens: number;
  readonly components: Readonly<Record<Component, ComponentScore>>;
}

/** Scores what a model is told of one function. Pure. */
export function scoreDescription(signature: FunctionSignature): DescriptionScore {
  const { name, description, parameters } = signature;
  const components = {
    purpose: purpose(name, description),
    guidelines: signs(description, GUIDELINES, 'says when to use it', 'does not say when to use it, or after what'),
    limitations: signs(description, LIMITS, 'says what it does not do', 'names no limit, condition or failure'),
    parameters: described(signature),
    length: length(description),
    examples: examples(signature),
  };
  const sum = COMPONENTS.reduce((total, component) => total + components[component].score, 0);
  const shown = name.length + description.length + JSON.stringify(parameters).length;
  return { score: round(sum / COMPONENTS.length), tokens: Math.ceil(shown / 4), components };
}

const GUIDELINES =
  /\b(?:use (?:this|it|when|for|to|only|after|before|instead)|call (?:this|it)|when (?:you|the user|a|an|asked)|whenever|prefer|instead of|before (?:you|calling|using)|after (?:you|calling|using)|first|in order to|if you)\b/i;
const LIMITS =
  /\b(?:only|cannot|can't|can not|does not|doesn't|do not|don't|not|never|no more than|at most|up to|maximum|minimum|limit(?:ed|s)?|except|unless|requires?|must|fails?|errors?|without|read-only)\b/i;
const EXAMPLES = /\b(?:for example|for instance|e\.\s?g\.|examples?:|such as|like [`"'“])|\(e\.g\./i;

function purpose(name: string, description: string): ComponentScore {
  const words = wordsOf(description);
  if (words.length === 0) return { score: 0, reason: 'there is no description' };
  const inName = new Set(wordsOf(name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' ')));
  const own = words.filter((word) => ![...inName].some((part) => word.startsWith(part) || part.startsWith(word)));
  if (own.filter((word) => word.length > 2).length === 0) return { score: 0.5, reason: 'says no more than the name' };
  if (words.length < 4) return { score: 0.5, reason: 'says in three words or fewer what it does' };
  return { score: 1, reason: 'says what it does' };
}

function signs(text: string, pattern: RegExp, there: string, missing: string): ComponentScore {
  return pattern.test(text) ? { score: 1, reason: there } : { score: 0, reason: missing };
}

function described({ parameters }: FunctionSignature): ComponentScore {
  const all = Object.entries(parameters.properties ?? {});
  if (all.length === 0) return { score: 1, reason: 'it takes none' };
  const silent = all.filter(
    ([, schema]) => typeof schema?.description !== 'string' || schema.description.trim() === '',
  );
  const score = round((all.length - silent.length) / all.length);
  if (silent.length === 0) return { score, reason: 'all are described' };
  const named = silent.slice(0, 4).map(([name]) => name);
  return { score, reason: `not described: ${named.join(', ')}${silent.length > 4 ? ' and more' : ''}` };
}

/** Longer is not better: the same study found that full descriptions cost steps and tokens. */
function length(description: string): ComponentScore {
  const { length: count } = wordsOf(description);
  if (count < 5) return { score: 0, reason: `${count} words are too few` };
  if (count < 12) return { score: 0.5, reason: `${count} words are few` };
  if (count > 250) return { score: 0.5, reason: `${count} words are many: they are paid for with every request` };
  return { score: 1, reason: `${count} words` };
}

function examples({ description, parameters, examples: calls }: FunctionSignature): ComponentScore {
  const schemas = Object.values(parameters.properties ?? {});
  const texts = [description, ...schemas.map((schema) => String(schema?.description ?? ''))];
  const given = schemas.some((schema) => Array.isArray(schema?.examples) && schema.examples.length > 0);
  if (calls.length > 0 || given || texts.some((text) => EXAMPLES.test(text)))
    return { score: 1, reason: 'gives an example' };
  const fixed = schemas.some((schema) => schema?.enum !== undefined || schema?.default !== undefined);
  if (fixed) return { score: 0.5, reason: 'gives no example, but values to choose from' };
  return schemas.length === 0
    ? { score: 1, reason: 'there is nothing to give an example of' }
    : { score: 0, reason: 'gives no example of a value or a call' };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
