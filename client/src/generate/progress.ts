import { t } from '@vscode/l10n';
import { CancellationTokenSource, ProgressLocation, Uri, window } from 'vscode';
import type { GenerateParams, GenerateSummary, RunProgress } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { awaitRecords } from '../run/nothing.ts';

/** Runs that this window is making, by their folder. */
const inFlight = new Map<string, CancellationTokenSource>();

export function isInFlight(run: Uri): boolean {
  return inFlight.has(run.toString());
}

/** Stops a run of this window; what is done is kept, and it can go on. */
export function pauseRun(run: Uri): void {
  inFlight.get(run.toString())?.cancel();
}

/** Makes a run, with progress in a notification whose Cancel stops it. */
export function run(magnet: Magnet, params: GenerateParams): Thenable<{ summary: GenerateSummary; costUsd: number }> {
  const options = { location: ProgressLocation.Notification, title: t('Generating trajectories'), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const stop = new CancellationTokenSource();
    const cancelling = token.onCancellationRequested(() => stop.cancel());
    inFlight.set(params.out, stop);
    const made = awaitRecords(Uri.parse(params.out), t('The first record is being made.'));
    const live = livePreview(magnet, params.out);
    let shown = 0;
    let costUsd = 0;
    const listener = magnet.onRunProgress((state) => {
      if (state.runId !== params.runId) return;
      const percent = state.total === 0 ? 0 : (100 * (state.done + state.dropped)) / state.total;
      progress.report({ message: progressText(state), increment: percent - shown });
      shown = percent;
      costUsd = state.costUsd;
      if (state.done > 0 && state.done < state.total) live.open();
    });
    try {
      const summary = await magnet.request('magnet/generate', params, stop.token);
      return { summary, costUsd };
    } catch (error) {
      // Cancelled before the server had anything to tell.
      if (!stop.token.isCancellationRequested) throw error;
      const nothing = { counts: {}, dropped: {}, pairs: 0, seconds: 0, cancelled: true };
      return { summary: { out: params.out, ...nothing }, costUsd };
    } finally {
      listener.dispose();
      cancelling.dispose();
      inFlight.delete(params.out);
      made();
      stop.dispose();
    }
  });
}

/** A run that is over in a moment is shown when it is. */
const LONG_MS = 1_200;

/** Opens the run beside the code once, when it takes longer than a moment, and lets it fill; the keyboard stays in the code. */
function livePreview(magnet: Magnet, out: string): { open(): void } {
  const started = performance.now();
  let opened = false;
  return {
    open: () => {
      if (opened || performance.now() - started < LONG_MS) return;
      opened = true;
      void import('../run/panel.ts').then(({ RunPanel }) =>
        RunPanel.show(magnet, Uri.parse(out), { preserveFocus: true, follow: true }),
      );
    },
  };
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
