import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDecoder, loadNano, readSafetensors } from '../../../server/src/nano/index.ts';

const TINY = fileURLToPath(new URL('fixtures/tiny', import.meta.url));
const read = (name: string) => readFileSync(`${TINY}/${name}`);
const config = JSON.parse(read('config.json').toString());
const { ids, logits } = JSON.parse(read('expected.json').toString()) as {
  ids: number[];
  logits: Record<string, number[]>;
};
const tiny = () => createDecoder(config, readSafetensors(read('model.safetensors')));
const furthest = (left: ArrayLike<number>, right: readonly number[]) =>
  Math.max(...right.map((value, at) => Math.abs(value - (left[at] as number))));

describe('the decoder', () => {
  it.each(Object.entries(logits))(
    'gives the logits that torch gave after %s tokens, to a thousandth',
    (length, expected) => {
      expect(expected).toHaveLength(config.vocab_size);
      expect(furthest(tiny().next(ids.slice(0, Number(length))), expected)).toBeLessThan(1e-3);
    },
  );

  it('gives the same whatever it read before', () => {
    const decoder = tiny();
    decoder.next(ids);
    decoder.next([...ids.slice(0, 3), 9, 9, 9, 9]);
    expect(furthest(decoder.next(ids.slice(0, 7)), logits['7'] ?? [])).toBeLessThan(1e-3);
    expect(furthest(decoder.next(ids), logits['40'] ?? [])).toBeLessThan(1e-3);
  });

  it('takes no more tokens than its context, and not none', () => {
    expect(() => tiny().next([])).toThrow(RangeError);
    expect(() => tiny().next(new Array(257).fill(9))).toThrow('257 tokens; the model takes 1 to 256.');
  });
});

describe('a checkpoint that is none of ours', () => {
  const tensors = () => readSafetensors(read('model.safetensors'));

  it('is named by its architecture', () => {
    expect(() => createDecoder({ ...config, model_type: 'llama' }, tensors())).toThrow(
      'is a model of type llama; qwen2 is read.',
    );
  });

  it('lacks a tensor, or has one of another shape', () => {
    const without = tensors();
    without.delete('model.layers.1.mlp.up_proj.weight');
    expect(() => createDecoder(config, without)).toThrow('lacks the tensor model.layers.1.mlp.up_proj.weight.');
    expect(() => createDecoder({ ...config, intermediate_size: 13 }, tensors())).toThrow(
      'holds model.layers.0.mlp.gate_proj.weight as 12 × 8, not 13 × 8.',
    );
  });

  it('reads rope_theta where transformers 5 writes it', () => {
    const { rope_theta: theta, ...rest } = config;
    const decoder = createDecoder({ ...rest, rope_parameters: { rope_theta: theta } }, tensors());
    expect(furthest(decoder.next(ids), logits['40'] ?? [])).toBeLessThan(1e-3);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'is too short'],
    ['half a header', Buffer.from([200, 0, 0, 0, 0, 0, 0, 0, 123]), 'its header is cut off'],
    ['half a file', read('model.safetensors').subarray(0, -100), 'is not whole'],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  it('is named by the file that is missing', async () => {
    await expect(loadNano('/nowhere/at/all')).rejects.toThrow(
      '/nowhere/at/all/config.json cannot be read: there is no such file.',
    );
  });
});
