import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AgainstIndex } from '../../../../server/src/dataset/overlap/against.ts';
import { PathMeter } from '../../../../server/src/dataset/overlap/function-paths.ts';
import { HashTable } from '../../../../server/src/dataset/overlap/hash-table.ts';
import { MinHashIndex, signatureOf } from '../../../../server/src/dataset/overlap/min-hash.ts';
import { NearDuplicates } from '../../../../server/src/dataset/overlap/near-duplicates.ts';
import { plainContents } from '../../../../server/src/dataset/overlap/record-texts.ts';
import { wordsOf } from '../../../../server/src/dataset/overlap/words.ts';

const PLACE = { file: 'bench.jsonl', line: 4 };
const LONG =
  'The observatory on the hill closes at nine tonight, so please move my booking of the small dome to Thursday and tell Ingrid about it.';
const SHORT = 'Water the ferns in the north greenhouse twice.';

function against(texts: readonly string[], limits = {}) {
  const index = new AgainstIndex(0.7, limits);
  for (const [at, text] of texts.entries()) index.add({ text, asked: true }, { ...PLACE, line: at + 1 });
  return (text: string, asked = true) => index.find({ text, asked });
}

describe('a text held against others’ sets', () => {
  it('is a copy whatever its case, signs and surroundings, and says which text it copies', () => {
    const find = against(['Something else entirely that is long enough to be compared with others.', LONG]);
    const wrapped = `Good morning! ${LONG.toUpperCase().replaceAll(',', ' --')} Many thanks in advance, and greetings to all of you over there.`;
    expect(find(wrapped)).toMatchObject({
      kind: 'overlap',
      share: 1,
      place: { file: 'bench.jsonl', line: 2 },
      passage: expect.stringMatching(/^the observatory on the hill closes at nine/),
    });
  });

  it('is a copy where it is short and the same as a whole, and none where it only begins the same', () => {
    const find = against([SHORT]);
    expect(find('water the ferns in the north greenhouse, twice')).toMatchObject({ kind: 'overlap', share: 1 });
    expect(find('Water the ferns in the north greenhouse and then lock the shed behind you.')).toBeUndefined();
  });

  it('is never compared where it is too short to be anybody’s own', () => {
    const find = against(['Yes, please go ahead.']);
    expect(find('Yes, please go ahead.')).toBeUndefined();
  });

  it('is a near copy where a word in every dozen or so is another, and its likeness is told', () => {
    const find = against([LONG]);
    const near = find(LONG.replace('small', 'little'));
    expect(near).toMatchObject({ kind: 'near-copy', place: { line: 1 } });
    expect(near?.share).toBeGreaterThanOrEqual(0.7);
    expect(near?.share).toBeLessThan(0.95);
    const free =
      'Since the observatory shuts at nine, could Ingrid be told that my small dome booking is now on Thursday?';
    expect(find(free)).toBeUndefined();
  });

  it('shares a passage where two set phrases are the same and the matter is not', () => {
    const opening = 'Hello, sorry to bother you again, but it has been on my list for ages and so I would like you to';
    const find = against([
      `${opening} repaint the boat house in the colour that the committee chose last autumn at the lake`,
    ]);
    expect(
      find(`${opening} order nine sacks of barley from the mill behind the station before it rains`),
    ).toMatchObject({
      kind: 'shared-passage',
    });
  });

  it('of the assistant is a copy only where far more than a set phrase is the same', () => {
    const said = `${LONG} Her new number is on the card that lies under the brass telescope, beside the key of the store room and the plans.`;
    const find = against([LONG, said]);
    expect(find(LONG, false)).toBeUndefined();
    expect(find(said, false)).toMatchObject({ kind: 'overlap', place: { line: 2 } });
  });

  it('is compared in scripts without blanks, and in composed and decomposed letters', () => {
    const chinese = '请帮我把明天下午三点从上海到北京的会议改到星期四上午十点并且通知所有参加的同事。';
    const german =
      'Könnten Sie bitte die Brücke über den Fluß für die Prüfung am nächsten Dienstag früh sperren lassen?';
    const find = against([chinese, german]);
    expect(find(`你好！${chinese}谢谢`)).toMatchObject({ kind: 'overlap', place: { line: 1 } });
    expect(find(german.normalize('NFD'))).toMatchObject({ kind: 'overlap', share: 1, place: { line: 2 } });
    expect(find('请告诉我附近有哪些营业到晚上十二点以后的餐厅可以带宠物一起去吃饭。')).toBeUndefined();
  });

  it('is still found where only some passages fit into memory', () => {
    const filler = Array.from({ length: 60 }, (_, at) =>
      Array.from({ length: 30 }, (__, word) => `w${at}x${word}`).join(' '),
    );
    const copy = Array.from({ length: 200 }, (_, word) => `c${word}`).join(' ');
    const index = new AgainstIndex(1, { maxGrams: 500 });
    for (const text of [...filler, copy]) index.add({ text, asked: true }, PLACE);
    expect(index.figures.onePassageOf).toBeGreaterThan(1);
    expect(index.find({ text: `before ${copy} after`, asked: true })).toMatchObject({ kind: 'overlap' });
  });

  it('never takes texts of random words for each other', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 13, maxLength: 40 });
    fc.assert(
      fc.property(words, words, (left, right) => {
        fc.pre(left.filter((word) => right.includes(word)).length < 5);
        expect(against([left.join(' ')])(right.join(' '))).toBeUndefined();
      }),
    );
  });
});

/** Jaccard similarity of the shingles of three words, by counting. */
function jaccard(left: readonly string[], right: readonly string[]): number {
  const shingles = (words: readonly string[]) =>
    new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')));
  const [a, b] = [shingles(left), shingles(right)];
  const common = [...a].filter((each) => b.has(each)).length;
  return common / (a.size + b.size - common);
}

describe('MinHash', () => {
  const words = Array.from({ length: 120 }, (_, at) => `word${at}`);
  const changedAt = (...places: number[]) => words.map((word, at) => (places.includes(at) ? `other${at}` : word));

  it.each([
    ['well above', changedAt(30), 0.7, true],
    ['above', changedAt(20, 60, 100), 0.7, true],
    ['below', changedAt(5, 20, 35, 50, 65, 80, 95, 110), 0.8, false],
    ['far below', changedAt(...words.keys()).slice(0, 60), 0.3, false],
  ])('takes a text %s the threshold for what it is', (_, other, threshold, near) => {
    expect(jaccard(words, other) >= threshold).toBe(near);
    const index = new MinHashIndex(threshold);
    index.add(signatureOf(words), 7);
    expect(index.nearest(signatureOf(other))?.id).toBe(near ? 7 : undefined);
  });

  it('estimates the similarity within four standard deviations, and always the same', () => {
    for (const places of [[3], [3, 50, 90], [3, 20, 40, 60, 80, 100]]) {
      const index = new MinHashIndex(0.3);
      index.add(signatureOf(words), 0);
      const exact = jaccard(words, changedAt(...places));
      const found = index.nearest(signatureOf(changedAt(...places)))?.similarity ?? 0;
      expect(Math.abs(found - exact)).toBeLessThan(4 * 0.045);
    }
    expect([...signatureOf(['a', 'b', 'c'])].slice(0, 2)).toEqual([...signatureOf(['a', 'b', 'c'])].slice(0, 2));
  });

  it('says where it has no room', () => {
    const index = new MinHashIndex(0.8, 1);
    expect([index.add(signatureOf(['a']), 0), index.add(signatureOf(['b']), 1)]).toEqual([true, false]);
  });
});

describe('near-duplicates within a set', () => {
  const record = (text: string, city: string) => ({
    messages: [
      { role: 'user' as const, content: text },
      {
        role: 'assistant' as const,
        content: '',
        tool_calls: [
          {
            id: 'a',
            type: 'function' as const,
            function: { name: 'find_ferry', arguments: { from: 'Oban', to: city } },
          },
        ],
      },
    ],
  });

  it('are told beside the earlier record that stays', () => {
    const duplicates = new NearDuplicates(0.8);
    const text = `${LONG} Then find a ferry from Oban to the island where my aunt keeps her bees in summer.`;
    expect(duplicates.check(record(text, 'Coll'), 0)).toBeUndefined();
    expect(duplicates.check(record('Which ferries leave Oban today?', 'Coll'), 1)).toBeUndefined();
    expect(duplicates.check(record(text.replace('aunt', 'uncle'), 'Coll'), 2)).toMatchObject({ record: 0 });
    expect(duplicates.check(record(text, 'Coll'), 3)).toEqual({ record: 0, similarity: 1 });
  });

  it('are no records that ask alike and call with other values', () => {
    const duplicates = new NearDuplicates(0.8);
    duplicates.check(record('Find a ferry to Coll.', 'Coll'), 0);
    expect(duplicates.check(record('Find a ferry to Tiree.', 'Tiree'), 1)).toBeUndefined();
  });
});

describe('what the measures stand on', () => {
  it('counts whole function sequences and pairs of neighbouring calls (the paper’s appendix C)', () => {
    const meter = new PathMeter();
    meter.add(['open', 'read', 'close']);
    for (const names of [['open', 'read', 'close'], ['read', 'close', 'open'], ['close'], []]) meter.count(names);
    expect(meter.finish()).toEqual({ theirs: 1, records: 3, samePath: 1, pairs: 4, samePairs: 3 });
  });

  it('finds every text of an unknown form, texts within JSON texts, and lists of written calls', () => {
    const value = {
      id: 1,
      question: [[{ text: 'one' }], 'two'],
      more: '{"deep":["three"]}',
      truth: [["cd(folder='a')", 'ls()']],
    };
    const { texts, paths } = plainContents(value);
    expect(texts.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(paths).toEqual([['cd', 'ls']]);
  });

  it('keeps numbers like a Map of lists', () => {
    const pairs = fc.array(fc.tuple(fc.nat(40), fc.nat(1000)), { maxLength: 3000 });
    fc.assert(
      fc.property(pairs, (entries) => {
        const table = new HashTable();
        const map = new Map<number, number[]>();
        for (const [key, value] of entries) {
          table.add(key, value);
          map.set(key, [...(map.get(key) ?? []), value]);
        }
        table.keepOnly((key) => key % 3 !== 0);
        for (let key = 0; key <= 40; key += 1)
          expect(table.all(key, 5000)).toEqual(key % 3 === 0 ? [] : (map.get(key) ?? []));
      }),
      { numRuns: 20 },
    );
  });

  it('cuts words without case, signs and blanks', () => {
    expect(wordsOf('  Ｈello, WORLD—naïve ２３! ')).toEqual(['hello', 'world', 'naïve', '23']);
    expect(wordsOf('…')).toEqual([]);
  });
});
