import { isVerb, splitWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { PHRASING_KINDS, type Phrased, type Phrasing, type PhrasingKind, type RefusedPhrase } from './types.ts';

const SLOT = /\{([^{}]*)\}/g;
/** Longer than anybody wishes for one thing. */
const MAX_LENGTH = 240;

/** The names in the slots of a phrasing, in order. */
export function slotNames(text: string): string[] {
  return [...text.matchAll(SLOT)].map((match) => match[1] ?? '');
}

/** The phrasings of one function that hold, and those that do not, each with the reason. */
export function checkPhrasing(
  signature: Phrased,
  phrasing: Phrasing,
): { readonly kept: Phrasing; readonly refused: readonly RefusedPhrase[] } {
  const refused: RefusedPhrase[] = [];
  const keep = (kind: PhrasingKind) => {
    const seen = new Set<string>();
    return phrasing[kind].filter((text) => {
      const reason = seen.has(text.toLowerCase()) ? 'it is there already' : phraseFault(signature, kind, text);
      seen.add(text.toLowerCase());
      if (reason !== undefined) refused.push({ function: signature.name, kind, text, reason });
      return reason === undefined;
    });
  };
  const [wish, refer, report] = PHRASING_KINDS.map(keep) as [string[], string[], string[]];
  return { kept: { wish, refer, report }, refused };
}

/** Why a phrasing may not be used; undefined where it may. */
export function phraseFault(signature: Phrased, kind: PhrasingKind, text: string): string | undefined {
  const bare = text.replace(SLOT, ' ').trim();
  if (!/\p{L}{2}/u.test(bare)) return 'it is empty';
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (/[{}]/.test(text.replace(SLOT, '')) || /\n|```|<\/?[a-z]|\*\*/i.test(text)) return 'it holds mark-up';
  return (
    slotFault(signature, kind, text) ??
    nameFault(signature, text) ??
    languageFault(bare) ??
    factFault(signature, bare) ??
    formFault(kind, bare)
  );
}

function slotFault(signature: Phrased, kind: PhrasingKind, text: string): string | undefined {
  const names = slotNames(text);
  const parameters = signature.parameters.properties ?? {};
  if (kind === 'refer') return names.length > 0 ? 'a reference has no slots' : undefined;
  const known = new Set([...Object.keys(parameters), ...(kind === 'report' ? outputFields(signature) : [])]);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) return `{${unknown}} is no ${kind === 'report' ? 'parameter or field' : 'parameter'}`;
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `{${twice}} stands in it twice`;
  const flag = names.find((name) => typeOf(signature, parameters[name]) === 'boolean');
  return flag === undefined ? undefined : `{${flag}} is a switch, which no slot can say`;
}

function typeOf(signature: Phrased, schema: JsonSchema | undefined): unknown {
  return schema === undefined ? undefined : resolveSchema(signature.parameters, schema).schema.type;
}

/** Top-level scalar fields of a function's documented output. */
export function outputFields({ response }: Phrased): string[] {
  const properties = typeof response === 'object' && response !== null ? (response.properties ?? {}) : {};
  return Object.entries(properties).flatMap(([name, schema]) =>
    /^(?:string|number|integer)$/.test(String((schema as JsonSchema).type)) ? [name] : [],
  );
}

/** The function's name, also as words in their order, and names of parameters as code writes them. */
function nameFault({ name, parameters }: Phrased, text: string): string | undefined {
  const bare = text.replace(SLOT, ' ');
  const words = splitWords(name);
  const lower = ` ${splitWords(bare).join(' ')} `;
  if (bare.toLowerCase().includes(name.toLowerCase()) && words.length > 1) return 'it names the function';
  if (words.length > 1 && lower.includes(` ${words.join(' ')} `))
    return 'it says the words of the function’s name in their order';
  if (/\b[a-z]+_[a-z_]+\b|\b[a-z]+[A-Z]\w*\(/.test(bare)) return 'it holds a name as code writes it';
  const spelt = Object.keys(parameters.properties ?? {}).find(
    (item) => /_|[a-z][A-Z]/.test(item) && bare.includes(item),
  );
  return spelt === undefined ? undefined : `it spells the parameter ${spelt}`;
}

/** Numbers, dates, addresses and quoted texts that stand in no slot are facts of no record. */
function factFault({ description, parameters }: Phrased, bare: string): string | undefined {
  const fact =
    /\S+@\S+|https?:\/\/\S+|"[^"]+"|“[^”]+”|[$€£]\s?\d[\d.,]*|\d[\d.,:/-]*|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|April|June|July|August|September|October|November|December)\b/.exec(
      bare,
    )?.[0];
  if (fact !== undefined) return `it invents "${fact}"`;
  // A name inside the phrase that the signature does not speak of.
  const known = new Set(splitWords(`${description} ${JSON.stringify(parameters)}`));
  const name = [...bare.matchAll(/(?<=[\p{Ll},] )(\p{Lu}\p{Ll}+)/gu)].find(
    ([, word = '']) => !known.has(word.toLowerCase()),
  )?.[1];
  return name === undefined ? undefined : `it invents the name "${name}"`;
}

const ENGLISH = new Set(
  `a about all an and any are as at be by can check do for from get give has have how i in into is it its me my need of on one our
  out please see so some tell that the their them there these they this to up us want was we what when where which who will with you your`.split(
    /\s+/,
  ),
);
const FOREIGN =
  /(?<!\p{L})(?:der|das|und|ist|nicht|eine?n?|mit|für|bitte|les?|des|une|pour|avec|vous|votre|el|los|las|una|para|por|che|della|sono|não|você|het|een|van)(?!\p{L})/giu;

function languageFault(bare: string): string | undefined {
  if (/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(bare)) return 'it is not English';
  const words = bare.toLowerCase().match(/\p{L}+/gu) ?? [];
  const foreign = bare.match(FOREIGN)?.length ?? 0;
  return foreign > words.filter((word) => ENGLISH.has(word)).length ? 'it is not English' : undefined;
}

function formFault(kind: PhrasingKind, bare: string): string | undefined {
  const [first = ''] = bare.toLowerCase().split(/[\s,]+/);
  if (kind === 'refer')
    return /^(?:the|that|this|those|these|my|our)$/.test(first)
      ? undefined
      : 'a reference begins with the, that, this, those, these, my or our';
  if (kind === 'report') return /\?\s*$/.test(bare) ? 'a report is no question' : undefined;
  if (/[.?!]\s*$/.test(bare)) return 'a wish is no sentence: it ends without a full stop';
  return isVerb(first) || WISHING.has(first) ? undefined : 'a wish begins with a verb in its base form';
}

/** Verbs that open a wish and that few tools are described by. */
const WISHING = new Set(
  'let put pay hold ring look pull dig sort note jot fetch line leave bring come head swap'.split(' '),
);
