import {
  createWireClient,
  type WireClient,
  type WireOptions,
  type WireReply,
  type WireRequest,
} from '../openai-wire/index.ts';

export interface EndpointClientOptions extends Omit<WireOptions, 'baseUrl'> {
  /** Model to ask for; where left out, the first that the server offers. */
  readonly model?: string;
}

/** A client of one Magnet endpoint: any OpenAI-compatible server. */
export interface EndpointClient {
  /** @throws WireError */
  chat(request: Omit<WireRequest, 'model'>, signal?: AbortSignal, onText?: (text: string) => void): Promise<WireReply>;
  /** @throws WireError */
  models(signal?: AbortSignal): Promise<string[]>;
  /** The model asked for, once it is known. */
  model(signal?: AbortSignal): Promise<string>;
  address(): string;
}

/** @throws WireError where the text is no address. */
export function createEndpointClient(url: string, options: EndpointClientOptions = {}): EndpointClient {
  const { model: wanted, ...wire } = options;
  const client: WireClient = createWireClient({ ...wire, baseUrl: url });
  let chosen = wanted;
  const model = async (signal?: AbortSignal) => {
    chosen ??= await firstModel(client, signal);
    return chosen;
  };
  return {
    chat: async (request, signal, onText) => client.chat({ ...request, model: await model(signal) }, signal, onText),
    models: (signal) => client.models(signal),
    model,
    address: () => client.address(),
  };
}

/** Servers without a list of models take any name. */
async function firstModel(client: WireClient, signal?: AbortSignal): Promise<string> {
  try {
    return (await client.models(signal))[0] ?? 'default';
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const status = error instanceof Error && 'status' in error ? error.status : 0;
    if (status === 404 || status === 405 || status === 501) return 'default';
    throw error;
  }
}
