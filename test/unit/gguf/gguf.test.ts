import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GgufError, type LlamaPackage, loadGguf } from '../../../server/src/gguf/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';

const TEMPLATE = [
  '{%- for tool in tools %}[{{ tool.function.name }}]{% endfor %}',
  '{%- for message in messages %}<{{ message.role }}>{{ message.content }}{{ eos_token }}{% endfor %}',
  '{%- if add_generation_prompt %}<assistant>{% endif %}',
].join('');

const parameters: JsonSchema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools = [{ type: 'function' as const, function: { name: 'read_weather', description: '', parameters } }];
const messages = [{ role: 'user' as const, content: 'Weather in Oslo?' }];

/** A stand-in for `node-llama-cpp`: one token a character; it keeps what it was asked and answers as the test says. */
function llama({ says = '', template = TEMPLATE as string | null, context = 500 } = {}) {
  const prompts: string[] = [];
  const options: Record<string, unknown>[] = [];
  let running = 0;
  let most = 0;
  const made: LlamaPackage = {
    getLlama: async () => ({
      loadModel: async ({ modelPath }) => {
        if (modelPath.endsWith('none.gguf')) throw new Error('no such file');
        return {
          size: 10,
          fileInfo: { metadata: { tokenizer: { chat_template: template } } },
          tokens: { bosString: '<s>', eosString: '</s>' },
          createContext: async (given: object) => {
            options.push({ ...given });
            return { getSequence: () => ({}), contextSize: context };
          },
          tokenize: (text: string) => [...text].map((char) => char.codePointAt(0) as number),
        };
      },
      dispose: async () => undefined,
    }),
    LlamaCompletion: class {
      async generateCompletion(prompt: readonly number[], given: object) {
        running += 1;
        most = Math.max(most, running);
        prompts.push(String.fromCodePoint(...prompt));
        options.push({ ...given });
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return says;
      }
    },
  };
  return { prompts, options, most: () => most, load: async () => made };
}

const asked = async (stand: ReturnType<typeof llama>, file = '/models/small.gguf') => {
  const { policy } = await loadGguf(file, '/models', stand.load);
  return { policy, move: () => policy.move({ messages, tools }, new AbortController().signal) };
};

describe('a GGUF file as the agent', () => {
  it('reads the conversation as its own template writes it, and its calls as any server leaves them in text', async () => {
    const stand = llama({ says: '<tool_call>{"name":"read_weather","arguments":{"city":"Oslo"}}</tool_call>' });
    const { policy, move } = await asked(stand);
    expect(policy.model).toBe('small');
    expect(await move()).toEqual({ text: '', calls: [{ name: 'read_weather', arguments: { city: 'Oslo' } }] });
    expect(stand.prompts).toEqual(['[read_weather]<user>Weather in Oslo?</s><assistant>']);
  });

  it('answers in words, its thoughts left out', async () => {
    expect(await (await asked(llama({ says: '<think>a call?</think>Which day?' }))).move()).toEqual({
      text: 'Which day?',
      calls: [],
    });
  });

  it('says the same each time, and never more than its context holds', async () => {
    const stand = llama({ context: 60 });
    await (await asked(stand)).move();
    expect(stand.options.at(-1)).toMatchObject({ temperature: 0, maxTokens: 60 - 51 - 1 });
  });

  it('has one answer in work at a time', async () => {
    const stand = llama({ says: 'yes' });
    const { move } = await asked(stand);
    await Promise.all([move(), move(), move()]);
    expect([stand.prompts.length, stand.most()]).toEqual([3, 1]);
  });

  it('goes on after a request that was cancelled', async () => {
    const stand = llama({ says: 'yes' });
    const { policy, move } = await asked(stand);
    await expect(policy.move({ messages, tools }, AbortSignal.abort())).rejects.toThrow();
    expect(await move()).toMatchObject({ text: 'yes' });
  });

  it.each([
    ['a conversation that is too long', llama({ context: 20 }), /51 tokens, and the model reads 20/],
    ['a template that refuses', llama({ template: "{{ raise_exception('no tools here') }}" }), /no tools here/],
  ])('refuses %s with its reason', async (_, stand, reason) => {
    const { move } = await asked(stand);
    await expect(move()).rejects.toThrow(reason);
    await expect(move()).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ['no template', llama({ template: null }), '/models/small.gguf', /holds no chat template/],
    ['no Jinja', llama({ template: '{% for' }), '/models/small.gguf', /small\.gguf: the template cannot be read/],
    ['no such file', llama(), '/models/none.gguf', /none\.gguf cannot be loaded: no such file/],
  ])('says what is wrong with a file: %s', async (_, stand, file, reason) => {
    await expect(loadGguf(file, '/models', stand.load)).rejects.toThrow(reason);
  });

  it('says which package is missing, where, and how to get it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-gguf-'));
    const refusal = loadGguf(path.join(folder, 'small.gguf'), folder);
    await expect(refusal).rejects.toThrow(GgufError);
    await expect(refusal).rejects.toThrow(/node-llama-cpp, which is not installed in .*npm install node-llama-cpp@3/);
  });
});
