import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { article, withArticle } from '../../../server/src/english/index.ts';
import { contextOf, recordsOf } from './support.ts';

const CATALOGS = ['bank', 'builds', 'clinic', 'crm', 'food', 'hotel', 'library', 'parcels', 'telco', 'tickets'];
const RECORDS = 16;

/** What people and agents say in records of a catalog, without what they quote. */
async function textsOf(name: string): Promise<string[]> {
  const text = readFileSync(new URL(`../../fixtures/catalogs/${name}.json`, import.meta.url), 'utf8');
  const records = await recordsOf(contextOf(text, {}, 'json'), RECORDS);
  return records.flatMap(({ messages, rejected }) =>
    [...messages, ...(rejected ?? [])].flatMap(({ role, content }) =>
      (role === 'user' || role === 'assistant') && typeof content === 'string' && content !== ''
        ? [content.replace(/"[^"\n]*"|“[^”\n]*”/g, '"…"')]
        : [],
    ),
  );
}

const TEXTS: string[] = [];
for (const name of CATALOGS) TEXTS.push(...(await textsOf(name)));

const PREPOSITIONS = 'of|to|in|on|at|for|from|with|by';

describe('texts of runs', () => {
  it('are many', () => {
    expect(TEXTS.length).toBeGreaterThan(1000);
  });

  it.each<[string, RegExp]>([
    ['double no preposition', new RegExp(`\\b(${PREPOSITIONS}) \\1\\b(?! (?:progress|review|transit|stock|use))`, 'i')],
    ['put no article behind another', /\b(?:an?|the|my|our|your) (?:an?|the|my|our|your)\b/i],
    ['hold no slot, no value of a program', /\{\w+\}|\bundefined\b|\bNaN\b|\[object/],
    ['count one thing as one', /\b(?:one|1) (?!days?\b)\p{Ll}+[^s\W]s:/u],
    ['say no verb twice', /\b(?:is is|has has|have have|was was)\b/],
    ['end no sentence twice', /[.?!]{2,}(?!\.)|,\.|\?\./],
    ['hand nothing "for" somebody', /\b(?:assign|hand|give)e?d? [^.,:]{2,40} for \p{Ll}+_\p{Ll}+\d/u],
  ])('%s', (_, slip) => {
    expect(TEXTS.filter((text) => slip.test(text)).slice(0, 5)).toEqual([]);
  });

  it('have the article that the next word takes', () => {
    const wrong = TEXTS.flatMap((text) =>
      [...text.matchAll(/(?<=\s)(an?) (\p{Ll}{3,})( (?:of|due)\b)?/gu)].flatMap(([said, own, word = '', behind]) => {
        const fits = behind === undefined ? article(word) === own : withArticle(word) === `${own} ${word}`;
        return fits ? [] : [said];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
