import { ChatError } from '../../openai-wire/index.ts';
import { type ReplyCache, requestHash } from './cache.ts';
import type { ChatModel } from './types.ts';

/**
 * A model that answers from recorded replies alone: a whole pipeline runs again without a network. Record by running a
 * teacher with a cache file; replay by naming that file and the model.
 */
export function createReplayModel(recorded: ReplyCache, model: string): ChatModel {
  return {
    teacher: 'replay',
    model,
    complete: async (request, signal) => {
      if (signal?.aborted === true) throw new ChatError('cancelled', 'The request was cancelled.');
      const reply = await recorded.get(requestHash(model, request));
      if (reply === undefined)
        throw new ChatError('unrecorded', 'this request was not recorded: other files, settings, prompts or seed');
      return reply;
    },
  };
}
