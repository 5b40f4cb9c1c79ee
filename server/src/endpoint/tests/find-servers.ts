import { createEndpointClient, type EndpointClient } from '../client.ts';

/** A server that answered on this machine. */
export interface FoundServer {
  readonly url: string;
  /** What usually listens on this port; the server may be another. */
  readonly usually: string;
  readonly models: readonly string[];
}

/** Ports that local model servers take when nobody names one. */
export const USUAL_PORTS: readonly { readonly port: number; readonly usually: string }[] = [
  { port: 11434, usually: 'Ollama' },
  { port: 1234, usually: 'LM Studio' },
  { port: 8000, usually: 'vLLM' },
  { port: 8080, usually: 'llama.cpp' },
  { port: 30000, usually: 'SGLang' },
  { port: 1337, usually: 'Jan' },
  { port: 4000, usually: 'LiteLLM' },
  { port: 5000, usually: 'text-generation-webui' },
  { port: 5001, usually: 'KoboldCpp' },
];

const WAIT_MS = 1500;

/**
 * Asks the usual ports of this machine, and no other machine, for their models, all at once. What refuses, says something
 * else or takes more than 1.5 s is left out.
 */
export async function findServers(
  ports = USUAL_PORTS,
  connect: (url: string) => Pick<EndpointClient, 'models'> = (url) => createEndpointClient(url, { timeoutMs: WAIT_MS }),
  signal?: AbortSignal,
): Promise<FoundServer[]> {
  const found = await Promise.all(
    ports.map(async ({ port, usually }): Promise<FoundServer[]> => {
      const url = `http://127.0.0.1:${port}/v1`;
      try {
        return [{ url, usually, models: await connect(url).models(signal) }];
      } catch {
        return [];
      }
    }),
  );
  signal?.throwIfAborted();
  return found.flat();
}
