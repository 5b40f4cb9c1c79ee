import { t } from '@vscode/l10n';
import { ProgressLocation, Uri, window } from 'vscode';
import type { GenerateParams, GenerateSummary, RunProgress } from '../../../server/src/lsp/protocol.ts';
import { counted } from '../counted.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { openRun } from '../run/commands.ts';
import { readSettings } from '../settings.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { estimate, recordPace } from './estimate.ts';
import type { GenerateOptions } from './generate-options.ts';
import { readKey, setApiKey } from './keys.ts';
import { askOptions, rememberOptions, startingOptions } from './options.ts';
import { isFree, mayPay, moneyParams, type PaidTeacher, spendingQuestion, teacherOrigin } from './spending.ts';

/**
 * Asks what to make (one Enter takes what is offered), makes it with progress and cancel, and opens the result.
 * @param given options that make asking needless, or the file to take the functions of
 * @returns the summary, or nothing where a person turned back
 */
export async function generate(magnet: Magnet, given: unknown, startAt?: string): Promise<GenerateSummary | undefined> {
  if (!requireTrust(t('Generating trajectories'))) return undefined;
  const offered = await startingOptions(magnet, startAt, given instanceof Uri ? given : undefined);
  const options = isOptions(given) ? { ...offered, ...given } : await askOptions(magnet, offered);
  if (options === undefined) return undefined;
  const params = await toParams(magnet, options);
  if (params === undefined) return undefined;
  await rememberOptions(magnet, options);
  const { summary, costUsd } = await run(magnet, params);
  magnet.output.info(`Generated: ${JSON.stringify(summary)}`);
  await recordPace(magnet, options, summary, costUsd);
  magnet.runsChanged();
  await tell(magnet, summary);
  return summary;
}

/** From a CodeLens: paths that start at one function. */
export function generateFrom(magnet: Magnet, target: unknown): Promise<GenerateSummary | undefined> {
  return generate(magnet, undefined, functionIdOf(target));
}

function isOptions(value: unknown): value is Partial<GenerateOptions> {
  return typeof value === 'object' && value !== null && !(value instanceof Uri);
}

async function toParams(magnet: Magnet, options: GenerateOptions): Promise<GenerateParams | undefined> {
  const { count, seed, teacher, model, baseUrl, out, start, file } = options;
  const paid = teacher === 'offline' ? {} : await paidParams(magnet, options, teacher);
  if (paid === undefined) return undefined;
  return {
    out: out.toString(),
    count,
    seed,
    teacher,
    runId: `${Date.now().toString(36)}`,
    ...(model === '' ? {} : { model }),
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...paid,
    ...(start === undefined ? {} : { start }),
    ...(file === undefined ? {} : { uris: [file.toString()] }),
  };
}

/** Budget, price and key of a teacher that may cost money, after a yes to all of it; nothing where a person turned back. */
async function paidParams(
  magnet: Magnet,
  options: GenerateOptions,
  teacher: PaidTeacher,
): Promise<Pick<GenerateParams, 'budgetUsd' | 'price' | 'apiKey' | 'limits'> | undefined> {
  const { baseUrl, count, model } = options;
  const origin = teacherOrigin(teacher, baseUrl);
  if (origin === undefined) {
    void window.showErrorMessage(plainNotice(t('"{0}" is no address of a teacher.', baseUrl)));
    return undefined;
  }
  const free = isFree(origin, readSettings().teacher.freeAddresses);
  const budgetUsd = mayPay({ ...options, free }) ? options.budgetUsd : await askBudget();
  if (budgetUsd === undefined) return undefined;
  const words = estimate(magnet, { ...options, budgetUsd });
  const { message, detail } = spendingQuestion({ teacher, model, origin, count, budgetUsd, free, estimate: words });
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

function run(magnet: Magnet, params: GenerateParams): Thenable<{ summary: GenerateSummary; costUsd: number }> {
  const options = { location: ProgressLocation.Notification, title: t('Generating trajectories'), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    let shown = 0;
    let costUsd = 0;
    const listener = magnet.onRunProgress((state) => {
      if (state.runId !== params.runId) return;
      const percent = state.total === 0 ? 0 : (100 * (state.done + state.dropped)) / state.total;
      progress.report({ message: progressText(state), increment: percent - shown });
      shown = percent;
      costUsd = state.costUsd;
    });
    try {
      const summary = await magnet.request('magnet/generate', params, token);
      return { summary, costUsd };
    } catch (error) {
      // Cancelled before the server had anything to tell.
      if (!token.isCancellationRequested) throw error;
      const nothing = { counts: {}, dropped: {}, pairs: 0, seconds: 0, cancelled: true };
      return { summary: { out: params.out, ...nothing }, costUsd };
    } finally {
      listener.dispose();
    }
  });
}

/** `12 of 20 · 34/s · 3 s left · $0.02` */
export function progressText(state: RunProgress): string {
  const parts = [t('{0} of {1}', state.done.toLocaleString('en'), state.total.toLocaleString('en'))];
  if (state.recordsPerSecond > 0)
    parts.push(`${state.recordsPerSecond.toFixed(state.recordsPerSecond < 10 ? 1 : 0)}/s`);
  if (state.secondsLeft !== undefined) parts.push(t('{0} s left', Math.ceil(state.secondsLeft)));
  if (state.costUsd > 0) parts.push(`$${state.costUsd.toFixed(2)}`);
  if (state.dropped > 0) parts.push(t('{0} dropped', state.dropped));
  if (state.repaired !== undefined) parts.push(t('{0} asked again', state.repaired));
  if (state.load !== undefined) parts.push(state.load);
  return parts.join(' · ');
}

async function tell(magnet: Magnet, summary: GenerateSummary): Promise<void> {
  const made = summary.counts.records ?? 0;
  const dropped = Object.values(summary.dropped).reduce((sum, n) => sum + n, 0);
  if (made === 0) {
    const reasons = Object.entries(summary.dropped).map(([reason, n]) => `${n} ${reason}`);
    void window.showWarningMessage(
      summary.cancelled
        ? t('Cancelled before the first record.')
        : reasons.length > 0
          ? t('No record passed its checks ({0}).', reasons.join(', '))
          : t('No record passed its checks.'),
    );
    return;
  }
  await openRun(magnet, summary.out);
  const words = [counted(made, 'record'), counted(summary.pairs, 'pair'), `${summary.seconds.toFixed(1)} s`];
  if (dropped > 0) words.push(t('{0} dropped', dropped));
  void window.showInformationMessage(
    summary.cancelled ? t('Cancelled; kept {0}.', words.join(' · ')) : t('Generated {0}.', words.join(' · ')),
  );
}
