import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openTemplate, readTemplateText, TemplateError } from '../dataset/index.ts';
import { HttpError, type Policy } from '../endpoint/index.ts';
import { createTemplatePolicy } from './policy.ts';

/** What of `node-llama-cpp` is used, version 3. The package is the user's own and never part of ours: it is 85 MB. */
export interface Llama {
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}
interface LlamaModel {
  /** Bytes of its weights. */
  readonly size: number;
  readonly fileInfo: { readonly metadata?: { readonly tokenizer?: Readonly<Record<string, unknown>> } };
  readonly tokens: { readonly bosString: string | null; readonly eosString: string | null };
  createContext(options: object): Promise<{ getSequence(): object; readonly contextSize: number }>;
  tokenize(text: string, specialTokens: boolean): readonly number[];
}
interface LlamaCompletion {
  generateCompletion(prompt: readonly number[], options: object): Promise<string>;
}
export interface LlamaPackage {
  getLlama(options: object): Promise<Llama>;
  readonly LlamaCompletion: new (options: { contextSequence: object }) => LlamaCompletion;
}

const PACKAGE = 'node-llama-cpp';
/** Tokens of one answer at most. */
const MAX_TOKENS = 1024;

/** Bytes of weights below which threads wait for each other longer than they work. */
const SMALL = 100_000_000;

/** Why a model file does not become a policy, and what helps. */
export class GgufError extends Error {}

/** The policy of a GGUF file, and how to let go of its memory. */
export interface GgufPolicy {
  readonly policy: Policy;
  close(): Promise<void>;
}

/**
 * Loads a language model in GGUF form by `node-llama-cpp`, which a user installs beside their work: it is looked for from
 * `folder` upwards. Answers are the model's likeliest (temperature 0), so the same request has the same answer.
 * @param file absolute path
 * @param load how the package is loaded; from `folder` unless a test says otherwise
 * @throws GgufError where the package, the file or its template cannot be used
 */
export async function loadGguf(file: string, folder: string, load = () => installed(folder)): Promise<GgufPolicy> {
  const { getLlama, LlamaCompletion } = await load();
  // Nothing is compiled or fetched, and what llama.cpp has to say is an error or nothing.
  const llama = await getLlama({ build: 'never', skipDownload: true, logLevel: 'error', gpu: 'auto' });
  const model = await llama.loadModel({ modelPath: file }).catch((error: unknown) => {
    throw new GgufError(`${path.basename(file)} cannot be loaded: ${messageOf(error)}`);
  });
  const renderer = await openTemplate(templateOf(model, path.basename(file))).catch((error: unknown) => {
    throw error instanceof TemplateError ? new GgufError(`${path.basename(file)}: ${error.message}`) : error;
  });
  const context = await model.createContext({
    sequences: 1,
    ...(model.size < SMALL ? { threads: 1 } : {}),
  });
  const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
  const policy = createTemplatePolicy({
    model: path.basename(file, path.extname(file)),
    renderer,
    complete: async (prompt, signal) => {
      const tokens = model.tokenize(prompt, true);
      const room = context.contextSize - tokens.length - 1;
      if (room < 1)
        throw new HttpError(
          400,
          `the conversation has ${tokens.length} tokens, and the model reads ${context.contextSize}.`,
        );
      return completion.generateCompletion(tokens, { temperature: 0, maxTokens: Math.min(MAX_TOKENS, room), signal });
    },
  });
  return { policy, close: () => llama.dispose() };
}

/** Templates come from a stranger's file: they run in an interpreter of their own, which has no way to anything else. */
function templateOf({ fileInfo, tokens }: LlamaModel, name: string) {
  const text = fileInfo.metadata?.tokenizer?.chat_template;
  if (typeof text !== 'string')
    throw new GgufError(
      `${name} holds no chat template (tokenizer.chat_template), so no conversation can be written for it.`,
    );
  const { bosString, eosString } = tokens;
  const template = readTemplateText(text);
  return { ...template, tokens: { bos_token: bosString ?? '', eos_token: eosString ?? '', ...template.tokens } };
}

async function installed(folder: string): Promise<LlamaPackage> {
  let entry: string;
  try {
    entry = createRequire(path.join(folder, 'package.json')).resolve(PACKAGE);
  } catch {
    throw new GgufError(
      `a GGUF file needs the package ${PACKAGE}, which is not installed in ${folder} or above it: npm install ${PACKAGE}@3`,
    );
  }
  return (await import(pathToFileURL(entry).href)) as LlamaPackage;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
