/** Prices, expenses and failures are those of the wire kit. */
export { ChatError, FREE, openLedger, type Price } from '../openai-wire/index.ts';
export { writingApart } from './apart.ts';
export { createTeacher, DEFAULT_GEMINI_MODEL, type TeacherOptions } from './create.ts';
export {
  descriptionFault,
  type Improvement,
  type Improvements,
  improveDescriptions,
  type WrittenDescription,
} from './descriptions/index.ts';
export { keysFor, teacherAddress } from './keys.ts';
export { LANGUAGES, type Language } from './language.ts';
export { openReplyCache, type ReplyCache, requestHash } from './models/cache.ts';
export { createGeminiModel, type GeminiOptions } from './models/gemini.ts';
export { type GuardedModel, type GuardOptions, guardModel } from './models/guard.ts';
export { createOpenAiModel, type OpenAiOptions } from './models/openai.ts';
export { knownPrice } from './models/prices.ts';
export { createReplayModel } from './models/replay.ts';
export { NO_TROUBLES, TroubleCount, type TroubleGroup, type Troubles } from './models/troubles.ts';
export type { ChatModel, ChatReply, ChatRequest } from './models/types.ts';
export { createOfflineTeacher } from './offline.ts';
export {
  type Collected,
  checkPhrasing,
  collectPhrasings,
  PHRASES_FILE,
  type PhraseFile,
  type Phrasing,
  type Phrasings,
  phrasingsHash,
  type RefusedPhrase,
  readPhraseFile,
  usablePhrasings,
  withPhrasing,
} from './phrasings/index.ts';
export { createPromptedTeacher } from './prompted.ts';
export { parseAnswer } from './prompts/parse.ts';
export { PROMPT_FOLDER, promptFiles, promptsFrom } from './prompts/prompt-files.ts';
export { type Prompts, promptHash, renderTask } from './prompts/render.ts';
export {
  askedFunctions,
  checkReading,
  type ProposedReading,
  proposeReadings,
  type ReadingProposal,
  type ReadingProposals,
  type RefusedReading,
} from './readings/index.ts';
export * from './types.ts';
export * from './wording/index.ts';
