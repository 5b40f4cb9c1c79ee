import type { EndpointClient } from '../../endpoint/index.ts';
import type { RunTestsParams, TestEvent, TestPauseParams, TestPauseResult } from '../protocol.ts';
import { type TestLine, testLines } from './test-files.ts';

/** Tests of one file in work, and where their events go. */
export interface TestRunContext {
  readonly file: string;
  readonly client: EndpointClient;
  readonly params: RunTestsParams;
  readonly signal: AbortSignal;
  send(event: TestEvent): void;
  pause(at: Omit<TestPauseParams, 'runId'>): Promise<TestPauseResult>;
}

/** The tests asked for, one after the other. */
export async function* wantedLines({ file, params, signal }: TestRunContext): AsyncGenerator<TestLine> {
  const wanted = params.tests === undefined ? undefined : new Set(params.tests.map(({ index }) => Number(index)));
  for await (const line of testLines(file)) {
    signal.throwIfAborted();
    if (wanted === undefined || wanted.has(line.outline.index)) yield line;
  }
}
