import { HINT_WORDS } from '../leaks.ts';
import type { Sources } from './sources.ts';

/** What a text is that it should not be, whatever it states. */
export type FormProblem = 'empty' | 'hint' | 'markup' | 'garbage' | 'refusal' | 'language' | 'too-long';

/** Longer than anything a person or an assistant says in one message of such a conversation. */
const MAX_CHARACTERS = 8000;

/** Every pattern is of general writing; what a pattern finds is no fault where the conversation itself holds it. */
const FORMS: readonly (readonly [FormProblem, readonly RegExp[]])[] = [
  ['hint', [HINT_WORDS, /\bhints?\b/i, /\b(?:system prompt|as instructed|my instructions)\b/i]],
  [
    'markup',
    [
      /```/,
      /[{[]\s*"[^"\n]{0,80}"\s*[:,\]]/,
      /<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,200})?\/?>/i,
      /^#{1,6} \S/m,
      /\*\*[^*\n]+\*\*/,
      /^\s*\|.*\|\s*$/m,
      /\b(?:tool_calls?|function_call)\b/,
      /\b[a-z]\w*_\w+\(/,
    ],
  ],
  [
    'garbage',
    [
      /\blorem ipsum\b/i,
      /\blorem\b/i,
      /([%#@$&*~^=+])\1{2,}/,
      /\uFFFD/,
      /(\p{L})\1{4,}/u,
      /\b(\w+)(?:\W+\1\b){3,}/i,
      /\b(?:asdf|qwerty|foo bar|placeholder|undefined|\[object Object\]|NaN)\b/i,
    ],
  ],
  [
    'refusal',
    [
      /\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b/i,
      /\bI(?:'|’)?m (?:just |only )?(?:an? )?(?:AI|language model)\b/i,
      /\bI (?:can(?:'|’)?t|cannot|can not|won(?:'|’)?t|will not|am unable to|(?:'|’)m unable to|must decline to) (?:assist|comply|help you with (?:that|this)|help with (?:that|this) request|fulfil+|continue with)\b/i,
      /\b(?:violates|against) (?:my|our|the) (?:guidelines|polic(?:y|ies)|programming)\b/i,
    ],
  ],
];

/** Every pattern of mark-up finds one of these; most texts hold none. */
const MARKS = /[`{[<#*|_]/;

/** The first fault of a text's form, with what shows it. */
export function formProblem(text: string, index: Sources): { problem: FormProblem; found: string } | undefined {
  const said = text.trim();
  if (said === '') return { problem: 'empty', found: '' };
  if (said.length > MAX_CHARACTERS) return { problem: 'too-long', found: `${said.length} characters` };
  for (const [problem, patterns] of FORMS) {
    if (problem === 'markup' && !MARKS.test(said)) continue;
    for (const pattern of patterns) {
      const found = pattern.exec(said)?.[0];
      if (found !== undefined && !index.says(found.toLowerCase())) return { problem, found };
    }
  }
  if (!/[\p{L}\p{N}]/u.test(said)) return { problem: 'garbage', found: said };
  const foreign = index.language === 'de' ? notGerman(said, index) : foreignWords(said, index);
  return foreign === undefined ? undefined : { problem: 'language', found: foreign };
}

/** Function words that are common in one language and no words of English. */
const FOREIGN = new Set(
  `der das und ist nicht ein eine einen mit auf für von zu bitte ich wurde wurden ihre ihr sie
  le les des une est pas pour avec dans vous votre sur je et
  el los las una es por para con su pero que está usted
  il che per è sono della nel non
  os uma não você está seu
  het een en van niet voor`.split(/\s+/),
);
const ENGLISH = new Set(
  `the a an is are was were to of and in on for with you your i it its that this have has be can could would please what
  which my me at from by all no there here done not if as did do will`.split(/\s+/),
);

const GERMAN = new Set(
  `der die das den dem des ein eine einen einem einer und oder aber ist sind war nicht kein keine ich du sie wir ihr mir mich dir
  für von vom zu zum zur mit ohne auf aus bei nach vor über in im am an bis um als wie was wer wo welche welcher welches
  bitte danke ja nein habe hat hast haben kann kannst könnten könntest möchte muss will soll wird würde würden noch dann danach
  dazu hier alle alles gern erledigt leider`.split(/\s+/),
);

/** The words that show that a text is not in German. What is quoted and what stands in the conversation as it is shows nothing. */
function notGerman(text: string, index: Sources): string | undefined {
  const own = text
    .replace(/„[^“]*“/g, ' ')
    .split('\n')
    .filter((line) => !index.says(line.trim().toLowerCase()) || line.trim() === '')
    .join(' ')
    .toLowerCase();
  // Names of several parts, and identifiers, are of no language.
  const all = (own.match(/[\p{L}\p{N}_-]+/gu) ?? []).filter((word) => /^\p{L}+$/u.test(word));
  const otherScript = all.join('').match(/[^\p{Script=Latin}]/gu) ?? [];
  if (otherScript.length > 3) return otherScript.slice(0, 12).join('');
  const german = all.filter((word) => GERMAN.has(word)).length;
  const foreign = all.filter(
    (word) => !GERMAN.has(word) && (ENGLISH.has(word) || FOREIGN.has(word) || ANSWERS.has(word)),
  );
  return foreign.length > german ? foreign.slice(0, 5).join(' ') : undefined;
}

/** What English answers consist of that are too short for small words. */
const ANSWERS = new Set(
  'done sure thanks thank okay sorry yes found cancelled booked here everything nothing'.split(' '),
);

/** The words that show another language than English; words of the conversation show nothing. */
function foreignWords(text: string, index: Sources): string | undefined {
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const suspect = all.some((word) => FOREIGN.has(word) || /[^\p{Script=Latin}]/u.test(word));
  if (!suspect) return undefined;
  const words = all.filter((word) => ENGLISH.has(word) || !index.says(word));
  const letters = words.join('');
  const otherScript = letters.match(/[^\p{Script=Latin}]/gu) ?? [];
  if (otherScript.length > 3 && otherScript.length > letters.length * 0.3) return otherScript.slice(0, 12).join('');
  const foreign = words.filter((word) => FOREIGN.has(word));
  const english = words.filter((word) => ENGLISH.has(word) && !FOREIGN.has(word));
  return foreign.length >= 2 && foreign.length > english.length ? foreign.slice(0, 5).join(' ') : undefined;
}
