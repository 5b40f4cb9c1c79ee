import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkText,
  checkTextBeside,
  GrowingText,
  GrownSources,
  type Message,
} from '../../../server/src/trajectory/index.ts';

/** Words that are names, numbers, dates, codes and nothing in particular, so that texts meet now and then. */
const WORD = fc.constantFrom(
  ...'the boat Lena Keller BO-77X 1,250 46.94 47 2026-02-06 6 March 14:25 3 two hundred paid pending find_boat de 5% "de"'.split(
    ' ',
  ),
);
const TEXT = fc.array(WORD, { maxLength: 6 }).map((words) => words.join(' '));
const OUTPUT = fc.oneof(
  TEXT,
  fc
    .array(fc.record({ id: TEXT, price: fc.constantFrom(3, 46.944, 1250) }), { maxLength: 4 })
    .map((rows) => JSON.stringify(rows)),
);
const MESSAGE: fc.Arbitrary<Message> = fc.oneof(
  TEXT.map((content): Message => ({ role: 'user', content })),
  TEXT.map((content): Message => ({ role: 'assistant', content: `It is ${content}.` })),
  fc
    .tuple(OUTPUT, fc.constantFrom('find_boat', 'lend_boat'))
    .map(([content, name]): Message => ({ role: 'tool', tool_call_id: 'c', name, content })),
);

describe('sources that grow by the messages of a conversation', () => {
  test.each(['en', 'de'] as const)('say of every text what sources read anew for it say (%s)', (language) => {
    fc.assert(
      fc.property(fc.array(MESSAGE, { maxLength: 12 }), TEXT, (messages, words) => {
        const grown = new GrownSources({ words: [words], language });
        for (const [at, message] of messages.entries()) {
          const anew = { messages: messages.slice(0, at), words: [words], language };
          const said = checkTextBeside(message.content, grown, ['find_boat']);
          expect(said).toEqual(checkText(message.content, anew, ['find_boat']));
          grown.add(message);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a text of a user brings facts along: its form alone is looked at', () => {
    const sources = new GrownSources({});
    expect(checkTextBeside('Boat BO-12 for 7 nights', sources, [])?.reason).toBe('invented');
    expect(checkTextBeside('Boat BO-12 for 7 nights', sources, [], true)).toBeUndefined();
    expect(checkTextBeside('', sources, [], true)?.reason).toBe('empty');
  });
});

describe('a text that grows', () => {
  test('holds what its lines hold, whenever it is asked', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 9 });
    const step = fc.oneof(fc.record({ add: line }), fc.record({ ask: line }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, long) => {
        const text = new GrowingText();
        const lines: string[] = [];
        for (const each of steps) {
          if ('ask' in each) {
            expect(text.has(each.ask)).toBe(lines.some((one) => one.includes(each.ask)));
            continue;
          }
          const added = long ? each.add.padEnd(9_000, '-') : each.add;
          text.add(added);
          lines.push(added);
        }
      }),
    );
  });

  test('is asked ten thousand times in ten thousand lines without reading all of it each time', () => {
    const text = new GrowingText();
    for (let at = 0; at < 10_000; at += 1) {
      expect(text.has('nowhere')).toBe(false);
      text.add(`line ${at}`.padEnd(100, '-'));
      expect(text.has(`line ${at}`)).toBe(true);
    }
    expect(text.exhausted).toBe(false);
  });
});
