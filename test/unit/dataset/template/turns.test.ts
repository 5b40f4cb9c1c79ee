import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversation, openTemplate, type Renderer } from '../../../../server/src/dataset/template/index.ts';
import { everyMessage, turnAt } from '../../../../server/src/dataset/template/prefix.ts';
import { assistantTurns } from '../../../../server/src/dataset/template/turns.ts';
import { vanishedParts } from '../../../../server/src/dataset/template/vanish.ts';
import type { Message } from '../../../../server/src/trajectory/index.ts';
import * as templates from './templates.ts';

const TEMPLATES = Object.entries(templates);
const open = (text: string) => openTemplate({ text, tokens: { bos_token: '<s>', eos_token: '</s>' } });

const tool = {
  type: 'function' as const,
  function: { name: 'water', description: 'Waters a bed.', parameters: { type: 'object' as const, properties: {} } },
};

const word = fc.constantFrom('bed', 'Row 7', ' two  blanks ', '\nline', 'bed bed', '<tool_response>x', 'ümlaut 🌱');
const said = fc.oneof(
  word,
  fc.tuple(word, word).map(([thought, text]) => `<think>${thought}</think>\n${text}`),
);
const calls = fc.integer({ min: 1, max: 2 }).chain((count) =>
  fc.tuple(said, fc.array(word, { minLength: count, maxLength: count })).map(([content, places]): Message[] => {
    const ids = places.map((_, at) => `call0000${at}`);
    return [
      {
        role: 'assistant',
        content,
        tool_calls: places.map((place, at) => ({
          id: ids[at] ?? '',
          type: 'function',
          function: { name: 'water', arguments: { place } },
        })),
      },
      ...places.map(
        (place, at): Message => ({ role: 'tool', tool_call_id: ids[at] ?? '', name: 'water', content: place }),
      ),
    ];
  }),
);
const answer = said.map((content): Message => ({ role: 'assistant', content }));
const usual = fc
  .tuple(word, fc.array(calls, { maxLength: 2 }), answer)
  .map(([content, steps, end]): Message[] => [{ role: 'user', content }, ...steps.flat(), end]);
/** Now and then a turn as no loader wants it. */
const odd = fc.oneof(
  word.map((content): Message[] => [{ role: 'user', content }]),
  word.map((content): Message[] => [{ role: 'system', content }]),
  answer.map((message): Message[] => [message]),
);
const turns = fc.array(fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd }), {
  minLength: 10,
  maxLength: 16,
});
const conversations = fc.tuple(fc.option(word), turns, fc.boolean()).map(
  ([system, list, offered]): Conversation => ({
    messages: [...(system === null ? [] : [{ role: 'system' as const, content: system }]), ...list.flat()],
    tools: offered ? [tool] : [],
  }),
);

/** What every message gives when all before it is rendered. */
function slowly(renderer: Renderer, conversation: Conversation, whole: string) {
  const render = everyMessage(renderer, conversation);
  const found = conversation.messages.flatMap(({ role }, message) =>
    role === 'assistant' ? [{ message, turn: turnAt(render, message, whole) }] : [],
  );
  return {
    turns: found.flatMap(({ message, turn }) => (typeof turn === 'string' ? [] : [{ message, range: turn.range }])),
    problems: found.flatMap(({ turn }) => (typeof turn === 'string' ? [turn] : (turn.problem ?? []))),
  };
}

describe('the turns of a long conversation', () => {
  it.each(TEMPLATES)('are those of all prefixes: %s', async (_name, text) => {
    const renderer = await open(text);
    fc.assert(
      fc.property(conversations, (conversation) => {
        let whole: string;
        try {
          whole = renderer.render(conversation);
        } catch {
          return;
        }
        expect(assistantTurns(renderer, conversation, whole)).toEqual(slowly(renderer, conversation, whole));
      }),
      { numRuns: 3 },
    );
  });
});

/** How many messages are rendered in all for a conversation of so many turns. */
async function rendered(text: string, count: number, work: (renderer: Renderer, whole: Conversation) => void) {
  const renderer = await open(text);
  let messages = 0;
  const counting: Renderer = {
    ...renderer,
    render: (conversation, options) => {
      messages += conversation.messages.length;
      return renderer.render(conversation, options);
    },
  };
  const list = Array.from({ length: count }, (_, at): Message[] => [
    { role: 'user', content: `Water bed ${at}.` },
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        {
          id: `call${String(at).padStart(5, '0')}`,
          type: 'function',
          function: { name: 'water', arguments: { bed: `B${at}` } },
        },
      ],
    },
    { role: 'tool', tool_call_id: `call${String(at).padStart(5, '0')}`, name: 'water', content: `done ${at}` },
    { role: 'assistant', content: `Bed ${at} is wet.` },
  ]);
  work(counting, { messages: list.flat(), tools: [tool] });
  return messages;
}

describe('the work of a long conversation', () => {
  const turnsOf = (renderer: Renderer, conversation: Conversation) => {
    const { problems } = assistantTurns(renderer, conversation, renderer.render(conversation));
    expect(problems).toEqual([]);
  };
  const long = TEMPLATES.filter(([name]) => ['HERMES', 'LAST_QUERY', 'CARRIED'].includes(name));
  it.each(long)('grows as its turns do: %s', async (_name, text) => {
    const [short, many] = [await rendered(text, 40, turnsOf), await rendered(text, 160, turnsOf)];
    expect(many / short).toBeLessThan(6);
  });

  it('grows as its parts do where a template shows none of the outputs', async () => {
    const work = (renderer: Renderer, conversation: Conversation) => {
      const given = { ...conversation, textArguments: true };
      const vanished = vanishedParts(renderer, given, renderer.render(given));
      expect(vanished.filter(({ kind }) => kind === 'output')).toHaveLength(conversation.messages.length / 4);
    };
    const [short, long] = [
      await rendered(templates.TEXT_ARGUMENTS, 50, work),
      await rendered(templates.TEXT_ARGUMENTS, 200, work),
    ];
    expect(long / short).toBeLessThan(6);
  });
});
