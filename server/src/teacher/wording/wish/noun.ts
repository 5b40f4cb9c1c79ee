import type { InputReading } from '../../../domain/index.ts';
import { fromGerund, isPlural, isVerb, singular, splitWords, spoken, withArticle } from '../../../english/index.ts';
import type { TeacherFunction } from '../../types.ts';
import { EITHER, type ParameterWords } from '../parameter.ts';
import { inCapitals } from './phrase/capitals.ts';

/** Last words of names that hold an identifier: people say the thing, not that it has one. */
const ID_TAIL: ReadonlySet<string> = new Set(
  'id ids uuid guid key keys number numbers no num nr ref reference code codes identifier identifiers handle slug sku'.split(
    ' ',
  ),
);
/** First words that tell a value's part in the call, not what it is. */
const ROLE_HEAD: ReadonlySet<string> = new Set(
  'new old current target source parent child other first second previous next from to original my your the given existing linked related main dest destination origin departure arrival pickup dropoff return starting ending'.split(
    ' ',
  ),
);

/** What the domain says of a parameter; lists and objects by what is in them. */
export function inputOf(tool: TeacherFunction, parameter: string): InputReading | undefined {
  return tool.reading?.inputs.find(
    (input) => input.parameter === parameter || input.parameter.startsWith(`${parameter}[`),
  );
}

/** A name without the words that only say "identifier" and without roles: `from_issue_number` → issue; '' for `id`. */
export function bareNoun(name: string): string {
  const words = [...splitWords(name.replace(EITHER, ''))];
  while (words.length > 1 && ID_TAIL.has(words.at(-1) as string)) words.pop();
  while (words.length > 1 && ROLE_HEAD.has(words[0] as string)) words.shift();
  const [only] = words;
  return words.length === 1 && only !== undefined && (ID_TAIL.has(only) || ROLE_HEAD.has(only)) ? '' : spoken(words);
}

/** Words that only say what kind of identifier it is. */
const CARRIER = /^(?:confirmation|tracking|serial|barcode|record|registration|access|unique|internal|external)$/;
/** Whether a noun only says what kind of identifier a value is: "confirmation" in `confirmation_code`. */
export function isCarrier(noun: string): boolean {
  return CARRIER.test(noun);
}
const NAMES_ITSELF = /^(?:id|ids|uuid|guid)$/;

/**
 * The thing that a parameter names: issue for `issue_number`, order for `order_id`; undefined where the value is a value
 * and no name of anything.
 */
export function thingOf(tool: TeacherFunction, words: ParameterWords): string | undefined {
  const input = inputOf(tool, words.name);
  const last = words.words.at(-1) ?? '';
  const names = words.id || input?.role === 'key' || input?.role === 'reference' || endsInId(words.words);
  const same = !names && ROLE_HEAD.has(words.words[0] ?? '') && bareNoun(words.name) === subject(tool);
  if (!(names || same) || words.schema.type === 'boolean' || Array.isArray(words.schema.enum)) return undefined;
  // `replicas: 17` is how many, and names none of them.
  const { type } = words.schema;
  if ((type === 'integer' || type === 'number') && !words.id && isPlural(last) && !endsInId(words.words))
    return undefined;
  // Parts of an address and numbers that one calls are no things.
  if (
    /(?:^| )(?:(?:postal|zip|area|country|dialling) code|(?:house|street|phone|telephone|fax|mobile|flat|apartment) number)$/.test(
      words.words.join(' '),
    )
  )
    return undefined;
  const standard = ofStandardCode(words.name);
  if (standard !== undefined) return standard;
  const carried = bareNoun(words.name).replace(/(?<=\S) names?$/, '');
  // A confirmation code names what was confirmed.
  const own = input?.of?.entity !== undefined && CARRIER.test(carried) ? '' : carried;
  // A unit or a currency is a value: "from litres to gallons".
  if (
    /^(?:unit|currency|language|locale|timezone|time zone|format)s?$/.test(own) &&
    words.schema.type === 'string' &&
    !words.id
  )
    return undefined;
  // A sharing key is a key: nothing is called "sharing 7".
  if (input?.of === undefined && fromGerund(own) !== undefined && !words.id) return undefined;
  const told = input?.of?.entity;
  // A role is no thing: `from_key` names what the function is about.
  const entity = told === undefined || ROLE_HEAD.has(told) ? undefined : told;
  const label = /^(?:(?:file |full |absolute )?(?:path|name|title|ur[il])|file name)s?$/.test(own);
  if (
    own !== '' &&
    !ROLE_HEAD.has(own) &&
    !(label && entity !== undefined) &&
    !NAMES_ITSELF.test(last === own ? '' : own)
  )
    return singular(own);
  if (entity !== undefined) return spoken(splitWords(entity));
  return subject(tool) ?? (words.noun === 'value' ? 'one' : singular(words.noun));
}

/** What the codes of trade name, whatever else the function is about: a product by its SKU, a book by its ISBN. */
export function ofStandardCode(name: string): string | undefined {
  const words = splitWords(name).join(' ');
  if (/^(?:product |item )?(?:sku|ean|gtin|upc|barcode)s?$/.test(words)) return 'product';
  if (words === 'vin') return 'vehicle';
  return words === 'isbn' ? 'book' : undefined;
}

function endsInId(words: readonly string[]): boolean {
  return words.length > 1 && /^(?:ids?|uuid|guid|key|number|code|ref|slug|sku)$/.test(words.at(-1) ?? '');
}

/** What a function is about: its entity, else the nouns of its name. */
export function subject(tool: TeacherFunction): string | undefined {
  if (tool.reading?.entity !== undefined) return spoken(splitWords(tool.reading.entity));
  const words = splitWords(tool.signature.name).filter(
    (word) => !isVerb(word) && !/^(?:by|ids?|for|of|all)$/.test(word),
  );
  return words.length > 0 && words.length <= 2 ? singular(spoken(words)) : undefined;
}

/** A path, an address, a file name: it says itself what it is. */
export function isSelfEvident(text: string): boolean {
  return (
    /^(?:~?\.{0,2}\/|[A-Za-z]:\\|https?:\/\/|www\.)\S+$/.test(text) ||
    /^[^\s/]+(?:\/[^\s/]+)*\.[a-z]\w{0,4}$/i.test(text) ||
    /^\S+@\S+$/.test(text)
  );
}

/** "issue 5", "order #W12", "/home/a.txt", `the project "Big one"`. */
export function named(noun: string, text: string): string {
  if (isSelfEvident(text) || noun === '') return text;
  // A word that is spoken of stands in quotes: the term "archive".
  if (/^(?:term|word|phrase|keyword)$/.test(noun) && /^\p{L}{2,}$/u.test(text)) return `the ${noun} "${text}"`;
  // A name needs no quotes: "worker Ana Ruiz".
  if (/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+$/u.test(text)) return `${noun} ${text}`;
  // A measure is no title: "a weight of 46.1 kilograms".
  if (/^[-−]?\d[\d.,]*(?: \p{L}+){1,3}$/u.test(text)) return `${withArticle(noun)} of ${text}`;
  if (/\s/.test(text)) return `the ${inCapitals(noun)} "${text}"`;
  return `${inCapitals(noun)} ${text}`;
}
