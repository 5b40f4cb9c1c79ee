import { capitalize, joinList } from '../../../../english/index.ts';
import { type Draft, pick } from '../draft.ts';
import type { Phrase } from '../phrase/phrase.ts';

/** Several nouns with their values are a sentence of their own: "The subject is maths and the weight is 4.9." */
export function detailsToldApart(
  draft: Draft,
  all: readonly Phrase[],
): { phrases: readonly Phrase[]; sentences: readonly string[] } {
  const { kind } = draft.deed;
  const details = all.flatMap((phrase) =>
    phrase.detail !== undefined && 'noun' in phrase.detail ? [{ phrase, ...phrase.detail }] : [],
  );
  const looks = kind === 'look' || kind === 'list' || draft.inside;
  // Two that are words stand behind the request: "with Ana Ruiz as the editor and private as the visibility".
  const few = details.length < 3 && details.every(({ phrase }) => / as the /.test(phrase.text));
  if (looks || details.length < 2 || few) return { phrases: [], sentences: [] };
  const should = joinList(details.map(({ noun, text }, at) => `the ${noun} ${at > 0 ? '' : 'should be '}${text}`));
  const used = joinList(details.map(({ noun, text }) => `${text} as the ${noun}`));
  return {
    phrases: details.map(({ phrase }) => phrase),
    sentences: [
      pick(draft, 'details', [
        `${capitalize(should)}.`,
        `Make ${should.replace(' should be ', ' ')}.`,
        `Please use ${used}.`,
      ]),
    ],
  };
}

/** "in mph in hPa" → "in mph and hPa". */
export function inOneUnit(phrases: readonly Phrase[]): Phrase[] {
  const units = phrases.flatMap((phrase) =>
    phrase.detail !== undefined && 'unit' in phrase.detail ? [{ phrase, unit: phrase.detail.unit }] : [],
  );
  const [first] = units;
  if (first === undefined || units.length < 2) return [...phrases];
  const text = `in ${joinList(units.map(({ unit }) => unit))}`;
  return phrases.flatMap((phrase) =>
    phrase === first.phrase ? [{ ...phrase, text }] : units.some((unit) => unit.phrase === phrase) ? [] : [phrase],
  );
}

/** One thing is given to one other: "to card 7 on board 2", never "to card 7 to board 2". */
export function withoutSecondTo(phrases: readonly Phrase[], clause: string): string[] {
  let met = / to /.test(clause);
  return phrases.map(({ text, second }) => {
    if (second === undefined || second === 'for' || !text.startsWith('to ')) {
      met ||= text.startsWith('to ');
      return text;
    }
    const again = met;
    met = true;
    return again ? text.replace(/^to /, `${second} `) : text;
  });
}
