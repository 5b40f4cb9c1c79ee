import { t } from '@vscode/l10n';
import { commands, Uri, window, workspace } from 'vscode';
import type { AskAgainParams, RecordEdit } from '../../../server/src/lsp/protocol.ts';
import { toParams } from '../generate/params.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import type { FromRun, ToRun } from './messages.ts';

/** Decisions about more records than this are asked for first. */
const MANY = 1;

/** What the page of a run asks for beside reading: lists, searches, decisions, edits. */
export class Reviewer {
  readonly #magnet: Magnet;
  readonly #uri: Uri;
  readonly #send: (message: ToRun) => Promise<void>;
  /** Gives the keyboard back to the page: a dialog leaves it at the frame around it, where no key does anything. */
  readonly #focus: () => void;
  /** Of edits that are looked at while they are typed, only the newest is answered. */
  #newest = 0;

  constructor(magnet: Magnet, uri: Uri, send: (message: ToRun) => Promise<void>, focus: () => void) {
    this.#magnet = magnet;
    this.#uri = uri;
    this.#send = send;
    this.#focus = focus;
  }

  async receive(message: FromRun): Promise<void> {
    const uri = this.#uri.toString();
    switch (message.type) {
      case 'rows':
        return this.#send({
          type: 'rows',
          rows: await this.#magnet.request('magnet/runRecords', { uri, indices: message.indices }),
        });
      case 'search': {
        const { query, from } = message;
        const found = await this.#magnet.request('magnet/searchRun', { uri, query, from });
        return this.#send({ type: 'found', query, from, ...found });
      }
      case 'review':
        return this.#review(message);
      case 'undoReview':
        return this.#undo();
      case 'edit':
        return this.#edit(message.index, message.edit, message.save === true, message.reason);
      case 'makePair':
        return this.#makePair(message);
      case 'askAgain':
        return this.#askAgain(message);
      default:
        return;
    }
  }

  /** Index of a record by its id. */
  async findId(id: string): Promise<number | undefined> {
    const uri = this.#uri.toString();
    const { hits } = await this.#magnet.request('magnet/searchRun', { uri, query: `id:${id}` });
    return hits[0];
  }

  async #review({ indices, state, note }: Extract<FromRun, { type: 'review' }>): Promise<void> {
    const uri = this.#uri.toString();
    if (!requireTrust(t('A review'))) return this.#showAsIs(indices);
    if (indices.length > MANY) {
      const agreed = await agrees(indices.length, state);
      this.#focus();
      if (!agreed) return;
    }
    const noted = note === undefined ? {} : { note };
    const result = await this.#magnet.request('magnet/reviewRecords', { uri, indices, state, ...noted });
    await this.#send({ type: 'reviewed', ...result });
  }

  /** What the page showed before it was told no is taken back. */
  async #showAsIs(indices: readonly number[]): Promise<void> {
    const rows = await this.#magnet.request('magnet/runRecords', { uri: this.#uri.toString(), indices });
    await this.#send({ type: 'rows', rows });
  }

  async #undo(): Promise<void> {
    if (!requireTrust(t('A review'))) return;
    const { undone, ...result } = await this.#magnet.request('magnet/undoReview', { uri: this.#uri.toString() });
    await this.#send({ type: 'reviewed', undone: undone !== 'nothing', ...result });
    if (undone === 'nothing') window.setStatusBarMessage(t('Magnet: there is nothing to undo'), 3000);
    const [first] = result.records;
    if (undone !== 'edit' || first === undefined) return;
    const record = await this.#magnet.request('magnet/readRecord', { uri: this.#uri.toString(), index: first.index });
    await this.#send({ type: 'record', index: first.index, record });
  }

  async #edit(index: number, edit: RecordEdit, save: boolean, reason: string | undefined): Promise<void> {
    if (save && !requireTrust(t('Changing a record'))) return;
    this.#newest += 1;
    const mine = this.#newest;
    const params = { uri: this.#uri.toString(), index, edit, save, ...(reason === undefined ? {} : { reason }) };
    try {
      const result = await this.#magnet.request('magnet/editRecord', params);
      if (mine !== this.#newest && !save) return;
      await this.#send({ type: 'edited', index, edit, result });
      if (save) await this.#showAsIs([index]);
    } catch (error) {
      if (mine !== this.#newest && !save) return;
      await this.#send({ type: 'editFailed', index, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #makePair({ index, edit, reason }: Extract<FromRun, { type: 'makePair' }>): Promise<void> {
    if (!requireTrust(t('Writing a pair'))) return;
    try {
      const params = { uri: this.#uri.toString(), index, edit, reason };
      const { file, errorType } = await this.#magnet.request('magnet/makePair', params);
      await this.#send({ type: 'paired' });
      const seen = errorType === 0 ? t('its error was not recognised') : t('error type {0}', errorType);
      const where = workspace.asRelativePath(Uri.parse(file));
      const open = t('Open');
      void window
        .showInformationMessage(plainNotice(t('A pair was written to {0}: {1}.', where, seen)), open)
        .then(async (choice) => {
          if (choice === open) await commands.executeCommand('magnet.previewRun', Uri.parse(file));
        });
    } catch (error) {
      await this.#send({ type: 'editFailed', index, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** A teacher that costs is asked after a yes to the price, as for a run of one record. */
  async #askAgain({ index, turn, part }: Extract<FromRun, { type: 'askAgain' }>): Promise<void> {
    if (!requireTrust(t('Asking a teacher'))) return;
    const { id: teacher, model, baseUrl, budgetUsd } = readSettings().teacher;
    const options = { count: 1, seed: '', teacher, model: teacher === 'offline' ? '' : model, baseUrl, budgetUsd };
    const agreed = await toParams(this.#magnet, { ...options, out: this.#uri });
    if (agreed === undefined) return;
    const { model: named, baseUrl: address, apiKey, budgetUsd: budget, price } = agreed;
    const params: AskAgainParams = {
      uri: this.#uri.toString(),
      index,
      turn,
      part,
      teacher,
      ...(named === undefined ? {} : { model: named }),
      ...(address === undefined ? {} : { baseUrl: address }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(budget === undefined ? {} : { budgetUsd: budget }),
      ...(price === undefined ? {} : { price }),
    };
    const { edit, result, problem, costUsd } = await this.#magnet.request('magnet/askAgain', params);
    const asked = { costUsd, ...(problem === undefined ? {} : { problem }) };
    await this.#send({ type: 'edited', index, edit, result, asked });
  }
}

async function agrees(count: number, state: string): Promise<boolean> {
  const words = count.toLocaleString('en');
  const message =
    state === 'accepted'
      ? t('Accept {0} records?', words)
      : state === 'rejected'
        ? t('Reject {0} records?', words)
        : t('Change the review of {0} records?', words);
  const yes = state === 'accepted' ? t('Accept') : state === 'rejected' ? t('Reject') : t('Change');
  const detail = t('One undo takes it back.');
  return (await window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
}
