import path from 'node:path';
import type { Policy } from '../endpoint/index.ts';
import { readRegularFile } from '../files/index.ts';
import type { Json } from '../json/index.ts';
import { createDecoder, type Decoder } from './model.ts';
import { createNanoPolicy, NANO_MODEL } from './policy.ts';
import { readSafetensors } from './safetensors.ts';
import { createTokenizer, type Tokenizer, type TokenizerFile } from './tokenizer.ts';

/** Far more than a very small model has. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** A model as its folder holds it. */
export interface NanoFiles {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
  readonly policy: Policy;
}

/** Reads `config.json`, `tokenizer.json` and `model.safetensors` of a folder. @throws Error that names the file and what is wrong with it */
export async function loadNano(folder: string, model = NANO_MODEL): Promise<NanoFiles> {
  const config = await read(folder, 'config.json', (bytes) => JSON.parse(textOf(bytes)) as Json);
  const tokenizer = await read(folder, 'tokenizer.json', (bytes) =>
    createTokenizer(JSON.parse(textOf(bytes)) as TokenizerFile),
  );
  const decoder = await read(folder, 'model.safetensors', (bytes) => createDecoder(config, readSafetensors(bytes)));
  if (tokenizer.size !== decoder.vocabulary)
    throw new Error(`${folder}: the tokenizer has ${tokenizer.size} tokens and the model ${decoder.vocabulary}.`);
  return { decoder, tokenizer, policy: createNanoPolicy(decoder, tokenizer, model) };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

async function read<T>(folder: string, name: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  const file = path.join(folder, name);
  const bytes = await readRegularFile(file, MAX_BYTES).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `${file} cannot be read: there is no such file.` : `${file} ${error.message}.`,
    );
  });
  try {
    return parse(bytes);
  } catch (error) {
    throw new Error(`${file} ${error instanceof Error ? error.message : String(error)}`);
  }
}
