import { describe, expect, it } from 'vitest';
import { contextOf, recordsOf } from './support.ts';

/** A gallery whose pictures are hung, taken back and marked. */
const text = { type: 'string' };
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('borrow_picture', 'Borrow a picture for a room.', { room: text }),
  tool('return_picture', 'Return a borrowed picture.', { picture_id: text }),
  tool('get_picture', 'Look a picture up.', { picture_id: text }),
  tool('publish_picture', 'Publish a picture.', { picture_id: text }),
  tool('unpublish_picture', 'Take a picture off the site.', { picture_id: text }),
  tool('set_condition', 'Set the condition of a picture.', {
    picture_id: text,
    condition: { type: 'string', enum: ['good', 'worn', 'damaged'] },
  }),
];
const records = await recordsOf(contextOf(JSON.stringify({ tools: TOOLS }), {}, 'json'), 24);

/** Calls of the right side, turn by turn. */
function turnsOf({ messages }: (typeof records)[number]): { name: string; args: Record<string, unknown> }[][] {
  const turns: { name: string; args: Record<string, unknown> }[][] = [];
  for (const message of messages) {
    if (message.role === 'user') turns.push([]);
    for (const call of ('tool_calls' in message ? message.tool_calls : undefined) ?? [])
      turns.at(-1)?.push({ name: call.function.name, args: call.function.arguments });
  }
  return turns;
}

describe('what one request asks for', () => {
  it('is made and taken back in two', () => {
    const turns = records.flatMap(turnsOf);
    expect(turns.some((calls) => calls.some(({ name }) => /^(?:return|unpublish)/.test(name)))).toBe(true);
    for (const calls of turns) {
      const back = calls.findIndex(({ name }) => /^(?:return|unpublish)/.test(name));
      const before = calls.slice(0, Math.max(0, back)).filter(({ name }) => /^(?:borrow|publish|set)/.test(name));
      for (const { args } of before)
        if (args.picture_id !== undefined) expect(args.picture_id).not.toBe(calls[back]?.args.picture_id);
    }
  });
});
