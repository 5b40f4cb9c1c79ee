import { t } from '@vscode/l10n';
import {
  type CancellationToken,
  type LanguageModelChat,
  LanguageModelChatMessage,
  LanguageModelError,
  lm,
  window,
  workspace,
} from 'vscode';
import type { AskEditorModelParams, AskEditorModelResult } from '../../../server/src/lsp/protocol.ts';
import { type Purpose, sendingQuestion } from './spending.ts';

/** The part of `vscode.lm` that is used: a test puts a scripted one in its place. */
export type LanguageModels = Pick<typeof lm, 'selectChatModels'>;

/**
 * Answers the server's questions to the editor's own language models. Nothing is asked but for a run that a person agreed
 * to, in a trusted workspace.
 */
export class EditorModels {
  source: LanguageModels | undefined = typeof lm === 'object' ? lm : undefined;
  readonly #allowed = new Set<string>();

  /** Asks which model and whether it may be asked; undefined where there is none or a person turned back. */
  async choose(count: number, purpose: Purpose = 'records'): Promise<string | undefined> {
    const models = await this.#models();
    if (models.length === 0) {
      void window.showErrorMessage(none());
      return undefined;
    }
    const items = models.map((model) => ({ label: model.name, description: nameOf(model), model }));
    const picked =
      items.length === 1 ? items[0] : await window.showQuickPick(items, { title: t('Model of the editor') });
    if (picked === undefined) return undefined;
    const detail = t(
      'They count against the quota of that model, and its terms may forbid training on what it writes. It keeps to no seed: the same run gives other texts.',
    );
    const message = sendingQuestion(count, picked.model.name, purpose);
    const yes = t('Send');
    const answer = await window.showWarningMessage(message, { modal: true, detail }, yes);
    return answer === yes ? nameOf(picked.model) : undefined;
  }

  /** A person agreed to a run. */
  allow(runId: string): void {
    this.#allowed.add(runId);
  }

  async answer(params: AskEditorModelParams, token: CancellationToken): Promise<AskEditorModelResult> {
    const { runId, model: wanted, system, prompt } = params;
    if (!workspace.isTrusted || !this.#allowed.has(runId))
      return failed('unavailable', t('Nobody agreed to send requests to the models of the editor for this run.'));
    try {
      const models = await this.#models();
      const model = wanted === undefined ? models[0] : models.find((one) => nameOf(one) === wanted);
      if (model === undefined) return failed('unavailable', none());
      // The interface knows no system message: the standing part comes first.
      const question = `${system}\n\n${prompt}`;
      const justification = t('Magnet writes the conversations of a data set with it.');
      const reply = await model.sendRequest([LanguageModelChatMessage.User(question)], { justification }, token);
      let text = '';
      for await (const part of reply.text) text += part;
      const [input, output] = await Promise.all([model.countTokens(question), model.countTokens(text)]);
      return { ok: true, text, input, output };
    } catch (error) {
      return failureOf(error);
    }
  }

  async #models(): Promise<readonly LanguageModelChat[]> {
    return typeof this.source?.selectChatModels === 'function' ? this.source.selectChatModels() : [];
  }
}

function nameOf({ vendor, id }: LanguageModelChat): string {
  return `${vendor}/${id}`;
}

function none(): string {
  return t(
    'The editor offers no such language model. Sign in to an extension that brings one, or choose another teacher.',
  );
}

function failed(failure: 'unavailable' | 'refused' | 'server', message: string): AskEditorModelResult {
  return { ok: false, failure, message };
}

/** Consent that was not given, and models that are gone, end a run; a blocked request is one record's. */
function failureOf(error: unknown): AskEditorModelResult {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof LanguageModelError ? error.code : '';
  if (code === 'NoPermissions')
    return failed('unavailable', t('The editor was not allowed to ask this model: {0}', message));
  if (code === 'NotFound') return failed('unavailable', none());
  return failed(code === 'Blocked' ? 'refused' : 'server', message);
}
