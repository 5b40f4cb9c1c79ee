import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GGMLQuantizationType, gguf } from '@huggingface/gguf';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../server/src/nano/index.ts';

const TINY = fileURLToPath(new URL('fixtures/tiny', import.meta.url));
const FILE = `${TINY}/model.gguf`;

describe('the GGUF file, read by a reader of others', () => {
  let metadata: Record<string, unknown>;
  let infos: { name: string; shape: bigint[]; dtype: number; offset: bigint }[];
  let dataOffset: bigint;
  beforeAll(async () => {
    const read = await gguf(FILE, { allowLocalFile: true });
    metadata = read.metadata as unknown as Record<string, unknown>;
    infos = read.tensorInfos;
    dataOffset = read.tensorDataOffset;
  });

  it('is a Qwen2 with the sizes of config.json', () => {
    const config = JSON.parse(readFileSync(`${TINY}/config.json`, 'utf8'));
    expect(metadata['general.architecture']).toBe('qwen2');
    expect(metadata['qwen2.embedding_length']).toBe(config.hidden_size);
    expect(metadata['qwen2.block_count']).toBe(config.num_hidden_layers);
    expect(metadata['qwen2.attention.head_count_kv']).toBe(config.num_key_value_heads);
    expect(metadata['tokenizer.chat_template']).toBe(readFileSync(`${TINY}/chat_template.jinja`, 'utf8'));
  });

  it('holds the vocabulary, with marks of calls that stay visible', () => {
    const tokens = metadata['tokenizer.ggml.tokens'] as string[];
    const kinds = metadata['tokenizer.ggml.token_type'] as number[];
    const { model } = JSON.parse(readFileSync(`${TINY}/tokenizer.json`, 'utf8'));
    expect(Object.fromEntries(tokens.map((token, id) => [token, id]))).toEqual(model.vocab);
    expect(metadata['tokenizer.ggml.merges']).toEqual(model.merges);
    expect(kinds[tokens.indexOf('<|end|>')]).toBe(3);
    expect(kinds[tokens.indexOf('<tool_call>')]).toBe(4);
    expect(metadata['tokenizer.ggml.pre']).toBe('qwen2');
  });

  it('holds each tensor of the safetensors file, number for number', () => {
    const bytes = readFileSync(FILE);
    const tensors = readSafetensors(readFileSync(`${TINY}/model.safetensors`));
    expect(infos).toHaveLength(tensors.size);
    [...tensors.values()].forEach(({ shape, data }, at) => {
      const info = infos[at];
      if (info === undefined) throw new Error('a tensor is missing');
      expect(info.dtype).toBe(GGMLQuantizationType.F32);
      expect(info.shape.map(Number).toReversed()).toEqual(shape);
      const start = Number(dataOffset + info.offset);
      expect(start % 32).toBe(0);
      const own = bytes.subarray(start, start + data.byteLength);
      expect(own.equals(Buffer.from(data.buffer))).toBe(true);
    });
    expect(infos.map(({ name }) => name)).toContain('blk.1.attn_output.weight');
  });
});
