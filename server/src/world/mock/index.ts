import type { MockServer } from './http.ts';
import type { Mock, MockOptions } from './server.ts';

export type { MockServer } from './http.ts';
export { RESET_TOOL } from './names.ts';
export type { Mock, MockOptions } from './server.ts';

/** A mock server of a catalog. The protocol's packages are loaded here: most runs never need them. */
export async function openMock(options: MockOptions): Promise<Mock> {
  const { createMock } = await import('./server.ts');
  return createMock(options);
}

/**
 * Serves it on loopback until it is closed.
 * @throws where the port is taken
 */
export async function serveMockHttp(mock: Mock, port: number): Promise<MockServer> {
  const { serveMockOverHttp } = await import('./http.ts');
  return serveMockOverHttp(mock, port);
}

/** Serves it on standard input and output until those end or the signal aborts. */
export async function serveMockStdio(mock: Mock, signal: AbortSignal): Promise<void> {
  const { serveMockOverStdio } = await import('./stdio.ts');
  await serveMockOverStdio(mock, signal);
}
