import { scoreDescription } from '../../rules/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';

/** A better description of a function and of some of its parameters. */
export interface WrittenDescription {
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Characters of a description, and of one of a parameter, at most: longer is not better, and each request pays for it. */
const MAX_LENGTH = 1200;
const MAX_PARAMETER = 300;

/**
 * Why a description may not be proposed; undefined where it may. Numbers, quoted values and names have to stand in the
 * signature already: a description that promises what the schema does not say is worse than a short one.
 * @param others names of the catalog's other functions, which it may point to
 */
export function descriptionFault(
  signature: FunctionSignature,
  written: WrittenDescription,
  others: ReadonlySet<string>,
): string | undefined {
  const known = knownText(signature);
  const texts = [['', written.description] as const, ...Object.entries(written.parameters)];
  for (const [parameter, text] of texts) {
    const fault =
      parameterFault(signature, parameter) ?? textFault(text, parameter === '') ?? factFault(text, known, others);
    if (fault !== undefined) return parameter === '' ? fault : `${parameter}: ${fault}`;
  }
  const [before, after] = [scoreDescription(signature), scoreDescription(described(signature, written))];
  return after.score <= before.score ? `it scores ${after.score}, no more than ${before.score} before` : undefined;
}

/** The signature with the descriptions in it. */
export function described(signature: FunctionSignature, written: WrittenDescription): FunctionSignature {
  const { properties = {} } = signature.parameters;
  const changed = Object.entries(properties).map(([name, schema]) =>
    Object.hasOwn(written.parameters, name)
      ? [name, { ...schema, description: written.parameters[name] }]
      : [name, schema],
  );
  return {
    ...signature,
    description: written.description,
    parameters: { ...signature.parameters, properties: Object.fromEntries(changed) },
  };
}

function knownText({ name, description, parameters, response }: FunctionSignature): string {
  return JSON.stringify([name, description, parameters, response ?? null]).toLowerCase();
}

function parameterFault({ parameters }: FunctionSignature, name: string): string | undefined {
  return name === '' || Object.hasOwn(parameters.properties ?? {}, name) ? undefined : 'there is no such parameter';
}

function textFault(text: string, whole: boolean): string | undefined {
  if (!/\p{L}{2}/u.test(text)) return 'it is empty';
  const longest = whole ? MAX_LENGTH : MAX_PARAMETER;
  if (text.length > longest) return `it is longer than ${longest} characters`;
  return /```|<\/?[a-z]+>|^\s*[{[]|\p{Cc}(?<![\n\t])/iu.test(text) ? 'it holds mark-up' : undefined;
}

/** Names as code writes them: with an underscore, a dot or a capital inside, or in back-ticks. */
const CODE_NAME = /`([^`]+)`|\b([a-z][a-z0-9]*(?:[_.][A-Za-z0-9]+)+|[a-z]+[A-Z][A-Za-z0-9]*)\b/g;
const QUOTED = /["“]([^"”]{1,80})["”]/g;
const NUMBER = /\d+(?:[.,]\d+)*/g;

function factFault(text: string, known: string, others: ReadonlySet<string>): string | undefined {
  for (const [, ticked, plain] of text.matchAll(CODE_NAME)) {
    const name = ticked ?? plain ?? '';
    if (!others.has(name) && !known.includes(inJson(name))) return `it names ${name}, which the signature does not`;
  }
  for (const [, value = ''] of text.matchAll(QUOTED))
    if (!known.includes(inJson(value))) return `it names "${value}", which the signature does not`;
  for (const [number] of text.matchAll(NUMBER))
    if (!known.includes(number)) return `it says ${number}, which the signature does not`;
  return undefined;
}

/** As it stands inside a JSON text. */
function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1).toLowerCase();
}
