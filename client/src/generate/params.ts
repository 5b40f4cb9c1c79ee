import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { GenerateParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { readSettings } from '../settings.ts';
import { likely } from './estimate.ts';
import type { GenerateOptions } from './generate-options.ts';
import { readKey, setApiKey } from './keys.ts';
import {
  isFree,
  mayPay,
  moneyParams,
  type PaidTeacher,
  type Purpose,
  spendingQuestion,
  teacherOrigin,
} from './spending.ts';

/** Functions that one question about a catalog holds. */
const FUNCTIONS_A_REQUEST = 8;

/** The request that options stand for, once money and key are settled; nothing where a person turned back. */
export async function toParams(magnet: Magnet, options: GenerateOptions): Promise<GenerateParams | undefined> {
  const { count, seed, teacher, model, baseUrl, out, start, file, paths } = options;
  const paid = teacher === 'offline' ? {} : await termsOf(magnet, options, teacher);
  if (paid === undefined) return undefined;
  const runId = `${Date.now().toString(36)}`;
  if (teacher === 'editor') magnet.editorModels.allow(runId);
  return {
    out: out.toString(),
    count,
    seed,
    teacher,
    runId,
    ...languageOf(teacher),
    ...(model === '' ? {} : { model }),
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...paid,
    ...(start === undefined ? {} : { start }),
    ...(paths === undefined ? {} : { paths }),
    ...(file === undefined ? {} : { uris: [file.toString()] }),
  };
}

/** What the offline teacher writes in, where that is not English. */
function languageOf(teacher: GenerateOptions['teacher']): Pick<GenerateParams, 'language'> {
  const { language } = readSettings().teacher;
  return teacher === 'offline' && language !== 'en' ? { language } : {};
}

/** What decides whether and how a teacher may be asked. */
export interface Terms extends Pick<GenerateOptions, 'count' | 'model' | 'baseUrl' | 'budgetUsd'> {
  /** What it is asked for: records unless said. */
  readonly purpose?: Purpose;
}

/** What a teacher that is sent something needs, after a yes; nothing where a person turned back. */
export async function termsOf(
  magnet: Magnet,
  options: Terms,
  teacher: PaidTeacher | 'editor',
): Promise<Pick<GenerateParams, 'budgetUsd' | 'price' | 'apiKey' | 'limits' | 'model'> | undefined> {
  if (teacher !== 'editor') return paidParams(magnet, options, teacher);
  const model = await magnet.editorModels.choose(options.count, options.purpose);
  return model === undefined ? undefined : { model, limits: { concurrency: 2 } };
}

/** Budget, price and key of a teacher that may cost money, after a yes to all of it; nothing where a person turned back. */
async function paidParams(
  magnet: Magnet,
  options: Terms,
  teacher: PaidTeacher,
): Promise<Pick<GenerateParams, 'budgetUsd' | 'price' | 'apiKey' | 'limits'> | undefined> {
  const { baseUrl, count, model, purpose = 'records' } = options;
  const origin = teacherOrigin(teacher, baseUrl);
  if (origin === undefined) {
    void window.showErrorMessage(plainNotice(t('"{0}" is no address of a teacher.', baseUrl)));
    return undefined;
  }
  const free = isFree(origin, readSettings().teacher.freeAddresses);
  const budgetUsd = mayPay({ ...options, free }) ? options.budgetUsd : await askBudget();
  if (budgetUsd === undefined) return undefined;
  const words =
    purpose === 'functions'
      ? t('{0} requests', Math.ceil(count / FUNCTIONS_A_REQUEST))
      : likely(magnet, { ...options, teacher });
  const asked = { teacher, model, origin, count, purpose, budgetUsd, free, estimate: words };
  const { message, detail } = spendingQuestion(asked);
  const yes = t('Send');
  if ((await window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return undefined;
  let apiKey = await readKey(magnet, teacher, origin);
  if (apiKey === undefined && teacher === 'gemini') {
    if (!(await setApiKey(magnet, teacher))) return undefined;
    apiKey = await readKey(magnet, teacher, origin);
  }
  if (apiKey === null) return undefined;
  return { ...moneyParams({ budgetUsd, free }), limits: limitsOf(), ...(apiKey === undefined ? {} : { apiKey }) };
}

/** A rate of 0 in the settings is none. */
function limitsOf(): NonNullable<GenerateParams['limits']> {
  const { concurrency, requestsPerMinute, tokensPerMinute } = readSettings().teacher;
  return {
    concurrency,
    ...(requestsPerMinute > 0 ? { requestsPerMinute } : {}),
    ...(tokensPerMinute > 0 ? { tokensPerMinute } : {}),
  };
}

async function askBudget(): Promise<number | undefined> {
  const text = await window.showInputBox({
    title: t('Budget of this run, in US dollars'),
    prompt:
      'The run stops before it would cost more. Addresses that cost nothing belong into magnet.teacher.freeAddresses.',
    validateInput: (value) => (Number(value) > 0 ? undefined : t('An amount above 0.')),
    ignoreFocusOut: true,
  });
  return text === undefined ? undefined : Number(text);
}
