import { PREPOSITIONS, plural, singular, splitWords } from '../../../english/index.ts';
import type { TeacherFunction } from '../../types.ts';
import { parameterWords } from '../parameter.ts';
import { type Noun, nounFor } from './nouns.ts';
import { isGerman } from './verbs.ts';

export type Case = 'nominative' | 'accusative' | 'dative';

/** A word of the catalog as it stands in a German sentence: "hive" → Hive. */
export function asName(words: string): string {
  return words
    .split(' ')
    .map((word) => (/^\p{Ll}/u.test(word) ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join('-');
}

/**
 * The German noun for what a catalog calls by English words. A word that nobody knows stands as it is, without gender;
 * where its last word is known, the whole takes that one's: Credit-Limit, das.
 */
export function nounOf(english: string): Noun {
  const one = singular(english);
  const whole = nounFor(english) ?? nounFor(one);
  if (whole !== undefined) return whole;
  const words = one.split(' ');
  const head =
    words.length > 1 && !words.some((word) => PREPOSITIONS.has(word)) ? nounFor(words.at(-1) ?? '') : undefined;
  if (head !== undefined) {
    const start = asName(words.slice(0, -1).join(' '));
    return { ...head, one: `${start}-${head.one}`, many: `${start}-${head.many}` };
  }
  return { one: asName(one), many: asName(plural(one)) };
}

/** A noun of one gender for what has none that is known: "Hive-Eintrag", der. */
export function gendered(noun: Noun): Noun & { readonly gender: 'm' | 'f' | 'n' } {
  return noun.gender === undefined
    ? { one: `${noun.one}-Eintrag`, many: `${noun.one}-Einträge`, gender: 'm' }
    : { ...noun, gender: noun.gender };
}

const FORMS = {
  definite: {
    nominative: { m: 'der', f: 'die', n: 'das', many: 'die' },
    accusative: { m: 'den', f: 'die', n: 'das', many: 'die' },
    dative: { m: 'dem', f: 'der', n: 'dem', many: 'den' },
  },
  this: {
    nominative: { m: 'dieser', f: 'diese', n: 'dieses', many: 'diese' },
    accusative: { m: 'diesen', f: 'diese', n: 'dieses', many: 'diese' },
    dative: { m: 'diesem', f: 'dieser', n: 'diesem', many: 'diesen' },
  },
  indefinite: {
    nominative: { m: 'ein', f: 'eine', n: 'ein', many: '' },
    accusative: { m: 'einen', f: 'eine', n: 'ein', many: '' },
    dative: { m: 'einem', f: 'einer', n: 'einem', many: '' },
  },
  which: {
    nominative: { m: 'welcher', f: 'welche', n: 'welches', many: 'welche' },
    accusative: { m: 'welchen', f: 'welche', n: 'welches', many: 'welche' },
    dative: { m: 'welchem', f: 'welcher', n: 'welchem', many: 'welchen' },
  },
} as const;

/** "diese Buchung", "dem Kunden", "einen Hive-Eintrag". */
export function withDeterminer(noun: Noun, which: keyof typeof FORMS, inCase: Case): string {
  const known = gendered(noun);
  return `${FORMS[which][inCase][known.gender]} ${inCase === 'nominative' ? known.one : declined(known)}`;
}

function declined(noun: Noun): string {
  return noun.weak === true ? `${noun.one}${noun.one.endsWith('e') ? 'n' : 'en'}` : noun.one;
}

const ORDINALS = ['erst', 'zweit', 'dritt', 'viert', 'fünft', 'sechst', 'siebt', 'acht', 'neunt', 'zehnt'];

/** "die erste Buchung", "den dritten Flug". */
export function numbered(noun: Noun, index: number, inCase: Case): string {
  const known = gendered(noun);
  const stem = ORDINALS[index];
  const article = FORMS.definite[inCase][known.gender];
  const ending = inCase === 'dative' || (inCase === 'accusative' && known.gender === 'm') ? 'en' : 'e';
  const place = stem === undefined ? `${index + 1}.` : `${stem}${ending}`;
  return `${article} ${place} ${inCase === 'nominative' ? known.one : declined(known)}`;
}

/** "3 Buchungen", "einen Flug", "1 Hive": in the accusative. */
export function counted(count: number, noun: Noun): string {
  if (count !== 1) return `${count} ${noun.many}`;
  return noun.gender === undefined ? `1 ${noun.one}` : withDeterminer(noun, 'indefinite', 'accusative');
}

/** The noun of a parameter: out of its description where that is German, else by its name. */
export function parameterNoun(tool: TeacherFunction, parameter: string): Noun {
  const words = parameterWords(tool.signature, parameter);
  const { description } = words.schema;
  if (description !== undefined && isGerman(description)) {
    const own = /(?<!\p{L})(\p{Lu}[\p{L}-]+)(?!\p{L})/gu;
    const nouns = [...description.slice(0, 80).matchAll(own)].map(([, word]) => word as string);
    const noun = nouns.find(
      (word) => !/^(?:Der|Die|Das|Den|Dem|Ein|Eine|Ob|Wie|Wann|Wo|Wer|Was|Alle|Optional)$/.test(word),
    );
    if (noun !== undefined) return { one: noun, many: noun };
  }
  return nounOf(words.noun === 'value' ? 'value' : words.noun);
}

/** "a, b und c". */
export function listed(parts: readonly string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} und ${parts.at(-1)}`;
}

/** A name's words without what only says "identifier". */
export function plainWords(name: string): string {
  const words = splitWords(name);
  while (words.length > 1 && /^(?:id|ids|uuid|key|no|number|code|ref)$/.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
