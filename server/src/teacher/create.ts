import { UnreadableFile } from '../files/index.ts';
import { ChatError, FREE, type Limits, openLedger, type Price } from '../openai-wire/index.ts';
import type { Language } from './language.ts';
import { openReplyCache } from './models/cache.ts';
import { createGeminiModel } from './models/gemini.ts';
import { type GuardOptions, guardModel } from './models/guard.ts';
import { createOpenAiModel } from './models/openai.ts';
import { knownPrice } from './models/prices.ts';
import { createReplayModel } from './models/replay.ts';
import type { ChatModel } from './models/types.ts';
import { createOfflineTeacher } from './offline.ts';
import type { Phrasings } from './phrasings/types.ts';
import { createPromptedTeacher } from './prompted.ts';
import type { Prompts } from './prompts/render.ts';
import { DEFAULT_OPENAI_ADDRESS, type Teacher, TeacherError, type TeacherId } from './types.ts';

/** What making a teacher may need. A key is taken from `apiKey` or the environment and goes nowhere else. */
export interface TeacherOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
  /** Hard stop in US dollars for the whole run; 0 and absent allow no request but to a teacher whose prices are both 0. */
  readonly budgetUsd?: number;
  /** US dollars for a million tokens; needed for a budget where the model's price is not known. */
  readonly price?: Price;
  readonly limits?: Partial<Limits>;
  /** A project's own prompts; the built-in ones where absent. */
  readonly prompts?: Prompts;
  /** Checked ways to speak of each function, for the offline teacher. */
  readonly phrasings?: Phrasings;
  /** What is written in; English where absent. */
  readonly language?: Language;
  /** Append-only file of paid replies, so that none is paid twice. */
  readonly cacheFile?: string;
  /** Append-only file of what the run has spent. */
  readonly ledgerFile?: string;
  /** In place of the two files: what several processes, or several models, share. */
  readonly shared?: Pick<GuardOptions, 'cache' | 'ledger' | 'account' | 'admit'>;
  /** For the replay teacher: a file that a cache wrote. */
  readonly replayFile?: string;
  /** For the editor teacher: a model of the editor. */
  readonly chatModel?: ChatModel;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Notices a person should see once, such as the terms of a service. */
  readonly onNotice?: (text: string) => void;
}

export const DEFAULT_GEMINI_MODEL = 'gemini-2.5-flash';

const GEMINI_TERMS =
  "Gemini's terms restrict using its output to develop competing models, and with unpaid quota people may review requests. The dataset card says so too.";

/** Makes a teacher by its id. @throws TeacherError where it cannot work: no key, no model, no recording. */
export async function createTeacher(id: TeacherId, options: TeacherOptions = {}): Promise<Teacher> {
  if (id === 'offline') return createOfflineTeacher(options.phrasings, options.language);
  const chat = await chatModel(id, options);
  // Recorded replies are paid for, and the editor's own models are no business of this budget.
  const free = id === 'replay' || id === 'editor';
  const price = free ? FREE : (options.price ?? (id === 'gemini' ? knownPrice(chat.model) : undefined));
  if ((options.budgetUsd ?? 0) > 0 && price === undefined) {
    throw new TeacherError(
      'budget',
      `the price of "${chat.model}" is not known, so a budget cannot be kept: give it with --price IN/OUT (US dollars for a million tokens; in the editor, add the address to magnet.teacher.freeAddresses if it costs nothing, or choose a model of known price)`,
    );
  }
  const cache =
    options.cacheFile === undefined || id === 'replay' ? undefined : await openReplyCache(options.cacheFile, 'write');
  const guarded = guardModel(chat, {
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.budgetUsd === undefined ? {} : { budgetUsd: options.budgetUsd }),
    ...(price === undefined ? {} : { price }),
    ...(cache === undefined ? {} : { cache }),
    ...(options.ledgerFile === undefined || free ? {} : { ledger: await openLedger(options.ledgerFile) }),
    ...options.shared,
  });
  return createPromptedTeacher(
    guarded,
    options.baseUrl === undefined ? {} : { baseUrl: withoutSecrets(options.baseUrl) },
    id,
    options.prompts,
  );
}

async function chatModel(id: TeacherId, options: TeacherOptions): Promise<ChatModel> {
  switch (id) {
    case 'gemini':
      return gemini(options);
    case 'openai':
      return openAi(options);
    case 'replay':
      return replay(options);
    default:
      if (options.chatModel === undefined)
        throw new TeacherError('unavailable', "the editor's own models can only be used inside the editor");
      return options.chatModel;
  }
}

function gemini(options: TeacherOptions): ChatModel {
  const apiKey = options.apiKey ?? options.environment?.GEMINI_API_KEY ?? options.environment?.GOOGLE_API_KEY ?? '';
  if (apiKey === '') throw new TeacherError('key', 'no key for Gemini: set GEMINI_API_KEY in the environment');
  options.onNotice?.(GEMINI_TERMS);
  const model = options.model ?? DEFAULT_GEMINI_MODEL;
  return createGeminiModel({ apiKey, model, ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }) });
}

function openAi(options: TeacherOptions): ChatModel {
  if (options.model === undefined)
    throw new TeacherError('unavailable', 'name the model of the OpenAI-compatible server with --model');
  const apiKey = options.apiKey ?? options.environment?.OPENAI_API_KEY ?? '';
  try {
    return createOpenAiModel({
      baseUrl: options.baseUrl ?? DEFAULT_OPENAI_ADDRESS,
      model: options.model,
      ...(apiKey === '' ? {} : { apiKey }),
    });
  } catch (error) {
    throw new TeacherError('unavailable', error instanceof Error ? error.message : String(error));
  }
}

async function replay(options: TeacherOptions): Promise<ChatModel> {
  if (options.replayFile === undefined)
    throw new TeacherError('unrecorded', 'name the recorded replies with --replay FILE');
  if (options.model === undefined)
    throw new TeacherError('unrecorded', 'name the model that was recorded with --model');
  try {
    return createReplayModel(await openReplyCache(options.replayFile, 'read'), options.model);
  } catch (error) {
    if (error instanceof ChatError) throw error;
    const reason = error instanceof UnreadableFile ? error.message : 'cannot be read';
    throw new TeacherError('unrecorded', `${options.replayFile} ${reason}`);
  }
}

/** An address may hold a user name, a password or a key: none of it is written anywhere. */
function withoutSecrets(address: string): string {
  try {
    const url = new URL(address);
    return `${url.origin}${url.pathname}`;
  } catch {
    return '';
  }
}
