import { ChatError } from '../../openai-wire/index.ts';
import type { ChatModel } from '../../teacher/index.ts';
import { CancellationTokenSource } from '../languageserver.ts';
import type { AskEditorModelParams, ClientRequests } from '../protocol.ts';
import type { Session } from '../session.ts';

/**
 * A language model of the editor as a chat model: each question is a request to the client, which asks `vscode.lm`. Seeds,
 * temperatures and lengths are the editor's own affair.
 */
export function editorModel(session: Session, runId: string, model: string | undefined): ChatModel {
  return {
    teacher: 'editor',
    model: model ?? 'default',
    complete: async ({ system, prompt }, signal) => {
      const cancel = new CancellationTokenSource();
      const stop = () => cancel.cancel();
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted === true) stop();
      const params: AskEditorModelParams = { runId, system, prompt, ...(model === undefined ? {} : { model }) };
      try {
        const answer: ClientRequests['magnet/askEditorModel'][1] = await session.connection.sendRequest(
          'magnet/askEditorModel',
          params,
          cancel.token,
        );
        if (!answer.ok) throw new ChatError(answer.failure, answer.message);
        return { text: answer.text, finishReason: 'stop', usage: { input: answer.input, output: answer.output } };
      } catch (error) {
        if (error instanceof ChatError) throw error;
        if (signal?.aborted === true) throw new ChatError('cancelled', 'cancelled');
        throw new ChatError('unavailable', 'This editor answers no questions to its language models.');
      } finally {
        signal?.removeEventListener('abort', stop);
        cancel.dispose();
      }
    },
  };
}
