import { t } from '@vscode/l10n';
import { originOf } from '../../../server/src/settings/index.ts';

/** What is said and decided before money is spent or a key goes out; no editor is needed for any of it. */

/** Where the teachers are asked when the settings name no address. */
const HOMES = { gemini: 'https://generativelanguage.googleapis.com', openai: 'http://127.0.0.1:8000/v1' } as const;

export type PaidTeacher = keyof typeof HOMES;

/** Origin a teacher is asked at; undefined where the settings name no address that is one. */
export function teacherOrigin(teacher: PaidTeacher, baseUrl: string): string | undefined {
  return originOf(baseUrl === '' ? HOMES[teacher] : baseUrl);
}

/** Whether a person declared that requests to this origin cost nothing. */
export function isFree(origin: string, freeAddresses: readonly string[]): boolean {
  return freeAddresses.some((address) => originOf(address) === origin);
}

/** What requests are sent for. */
export type Purpose = 'records' | 'functions';

/** The question before anything is sent. */
export function sendingQuestion(count: number, to: string, purpose: Purpose = 'records'): string {
  return purpose === 'functions'
    ? t('Send {0} functions to {1}?', count, to)
    : t('Send the requests for {0} records to {1}?', count, to);
}

export interface Spending {
  readonly teacher: PaidTeacher;
  readonly model: string;
  readonly origin: string;
  readonly count: number;
  /** What is asked for: records unless said. */
  readonly purpose?: Purpose;
  readonly budgetUsd: number;
  readonly free: boolean;
  /** What it is likely to cost and how sure that is, in words. */
  readonly estimate: string;
}

/** Whether anything may be sent: a budget of 0 lets nothing through but what was declared free. */
export function mayPay({ budgetUsd, free }: Pick<Spending, 'budgetUsd' | 'free'>): boolean {
  return free || budgetUsd > 0;
}

/** The question before a run with a teacher: which model, where, what it may cost, and what stops it. */
export function spendingQuestion(spending: Spending): { readonly message: string; readonly detail: string } {
  const { teacher, model, origin, count, purpose, budgetUsd, free, estimate } = spending;
  const stop = free ? t('You declared this address free.') : t('Stops at {0}.', `$${budgetUsd}`);
  return {
    message: sendingQuestion(count, origin, purpose),
    detail: [
      t('Teacher: {0}, {1}', teacher, model === '' ? t('default model') : model),
      t('Address: {0}', origin),
      t('Estimate: {0}', estimate),
      stop,
    ].join('\n'),
  };
}

/** What is sent to the server of the budget and the price: always both, so that nothing has to be guessed there. */
export function moneyParams({ budgetUsd, free }: Pick<Spending, 'budgetUsd' | 'free'>): {
  readonly budgetUsd: number;
  readonly price?: { readonly input: number; readonly output: number };
} {
  return { budgetUsd: Math.max(0, budgetUsd), ...(free ? { price: { input: 0, output: 0 } } : {}) };
}

/** A key as it is kept: with the origin it was given for. */
export interface KeptKey {
  readonly key: string;
  readonly origin: string;
}

/** Reads what the secret storage holds. A text of an earlier version says no origin: whoever uses it has to ask. */
export function readKept(stored: string | undefined): KeptKey | undefined {
  if (stored === undefined || stored === '') return undefined;
  try {
    const value = JSON.parse(stored) as Partial<KeptKey> | null;
    if (typeof value?.key === 'string' && typeof value.origin === 'string')
      return { key: value.key, origin: value.origin };
  } catch {
    // A plain key.
  }
  return { key: stored, origin: '' };
}

/** Whether a kept key may go to an origin without asking: it was given for it, or a person said yes to it. */
export function keyFits(kept: KeptKey, origin: string, allowed: readonly string[]): boolean {
  return kept.origin === origin || allowed.includes(`${kept.origin} ${origin}`);
}

/** The question before a key goes to an origin that it was not given for. */
export function keyQuestion(kept: KeptKey, origin: string): { readonly message: string; readonly detail: string } {
  const home = kept.origin === '' ? t('an address that was not noted') : kept.origin;
  return {
    message: t('Send your API key to {0}?', new URL(origin).host),
    detail: t(
      'The settings of this workspace name {0}. The key was given for {1}. Say yes only if you know this server.',
      origin,
      home,
    ),
  };
}
