import { type DebugAdapter, type DebugProtocolMessage, EventEmitter } from 'vscode';
import type { Json, TestPauseParams, TestPauseResult } from '../../../server/src/lsp/protocol.ts';

/** A request of the Debug Adapter Protocol, as far as it is read here. */
interface Request {
  readonly seq: number;
  readonly command: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

interface Place {
  readonly label: string;
  /** 0-based. */
  readonly line: number;
}

interface Paused {
  readonly at: TestPauseParams;
  readonly resolve: (answer: TestPauseResult) => void;
  /** What a person has written over the reply. */
  text?: string;
  calls?: Json;
}

/** Where the run stops next: at everything, before the next turn, or nowhere. */
type Mode = 'step' | 'turn' | 'run';

const THREAD = 1;
const VARIABLES = 1;
const REPLY = 'reply';
const CALLS = 'calls';

/**
 * The debug adapter of a run of tests. Its one thread waits before a turn is asked and at each reply; the variables are
 * the question, what is expected and the reply, whose words and calls can be set. Step goes to the next stop, Step Out to
 * the next turn, Continue to the end.
 */
export class TestStepper implements DebugAdapter {
  readonly #messages = new EventEmitter<DebugProtocolMessage>();
  readonly onDidSendMessage = this.#messages.event;
  readonly #file: string;
  readonly #places: ReadonlyMap<number, Place>;
  readonly #onStop: () => void;
  #seq = 0;
  #mode: Mode = 'step';
  #paused: Paused | undefined;
  #ready: () => void = () => {};
  readonly #configured = new Promise<void>((resolve) => {
    this.#ready = resolve;
  });
  #ended = false;

  constructor(file: string, places: ReadonlyMap<number, Place>, onStop: () => void) {
    this.#file = file;
    this.#places = places;
    this.#onStop = onStop;
  }

  /** Waits for a person, where the mode says so. */
  async pause(at: TestPauseParams): Promise<TestPauseResult> {
    await this.#configured;
    if (this.#ended) return { action: 'stop' };
    if (this.#mode === 'run' || (this.#mode === 'turn' && at.reply !== undefined)) return { action: 'go' };
    return new Promise((resolve) => {
      this.#paused = { at, resolve };
      const reason = at.reply === undefined ? 'step' : 'breakpoint';
      const description = at.reply === undefined ? `before turn ${at.turn + 1}` : `reply of turn ${at.turn + 1}`;
      this.#event('stopped', { reason, description, threadId: THREAD, allThreadsStopped: true });
    });
  }

  /** The run is over, and the session with it. */
  finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#event('terminated', {});
  }

  handleMessage(message: DebugProtocolMessage): void {
    const request = message as Request;
    try {
      this.#answer(request, this.#handle(request));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#send({
        type: 'response',
        request_seq: request.seq,
        command: request.command,
        success: false,
        message: text,
      });
    }
  }

  #handle({ command, arguments: given = {} }: Request): object | undefined {
    switch (command) {
      case 'initialize':
        return { supportsConfigurationDoneRequest: true, supportsSetVariable: true, supportsTerminateRequest: true };
      case 'configurationDone':
        this.#ready();
        return undefined;
      case 'threads':
        return { threads: [{ id: THREAD, name: this.#label() }] };
      case 'stackTrace':
        return this.#stack();
      case 'scopes':
        return { scopes: [{ name: 'Turn', variablesReference: VARIABLES, expensive: false }] };
      case 'variables':
        return { variables: this.#variables() };
      case 'setVariable':
        return this.#set(String(given.name), String(given.value));
      case 'continue':
        this.#go('run');
        return { allThreadsContinued: true };
      case 'next':
      case 'stepIn':
        this.#go('step');
        return undefined;
      case 'stepOut':
        this.#go('turn');
        return undefined;
      case 'pause':
        this.#mode = 'step';
        return undefined;
      case 'terminate':
      case 'disconnect':
        this.#stop();
        return undefined;
      case 'setBreakpoints':
      case 'setExceptionBreakpoints':
        return { breakpoints: [] };
      default:
        return undefined;
    }
  }

  #go(mode: Mode): void {
    this.#mode = mode;
    const paused = this.#paused;
    this.#paused = undefined;
    if (paused === undefined) return;
    const { text, calls } = paused;
    const edit = { ...(text === undefined ? {} : { text }), ...(calls === undefined ? {} : { calls }) };
    paused.resolve({ action: 'go', ...(Object.keys(edit).length === 0 ? {} : { edit }) });
  }

  #stop(): void {
    const running = !this.#ended;
    this.#ready();
    this.#paused?.resolve({ action: 'stop' });
    this.#paused = undefined;
    this.finish();
    if (running) this.#onStop();
  }

  #label(): string {
    const first = [...this.#places.values()][0];
    return (this.#paused === undefined ? first : this.#places.get(this.#paused.at.index))?.label ?? 'tests';
  }

  #stack(): object {
    const at = this.#paused?.at;
    if (at === undefined) return { stackFrames: [], totalFrames: 0 };
    const { line = 0 } = this.#places.get(at.index) ?? {};
    const name = at.reply === undefined ? `turn ${at.turn + 1}: not asked yet` : `turn ${at.turn + 1}: the reply`;
    const source = { name: this.#file.split(/[\\/]/).at(-1) ?? '', path: this.#file };
    return { stackFrames: [{ id: 1, name, source, line: line + 1, column: 1 }], totalFrames: 1 };
  }

  #variables(): object[] {
    if (this.#paused === undefined) return [];
    const { at, text, calls } = this.#paused;
    const readOnly = { variablesReference: 0, presentationHint: { attributes: ['readOnly'] } };
    return [
      { name: 'user', value: at.query, ...readOnly },
      { name: 'expected', value: at.expected, ...readOnly },
      ...(at.reply === undefined
        ? []
        : [
            { name: REPLY, value: text ?? at.reply.text, variablesReference: 0 },
            { name: CALLS, value: JSON.stringify(calls ?? at.reply.calls), variablesReference: 0 },
          ]),
    ];
  }

  /** @throws Error for what cannot be set, and for calls that are none */
  #set(name: string, value: string): object {
    if (this.#paused?.at.reply === undefined) throw new Error('Only a reply can be changed.');
    if (name === REPLY) this.#paused.text = value;
    else if (name === CALLS) this.#paused.calls = callsIn(value);
    else throw new Error(`${name} cannot be changed.`);
    return { value };
  }

  #answer({ seq, command }: Request, body: object | undefined): void {
    this.#send({ type: 'response', request_seq: seq, command, success: true, ...(body === undefined ? {} : { body }) });
    if (command === 'initialize') this.#event('initialized', {});
  }

  #event(event: string, body: object): void {
    this.#send({ type: 'event', event, body });
  }

  #send(message: object): void {
    this.#seq += 1;
    this.#messages.fire({ seq: this.#seq, ...message } as DebugProtocolMessage);
  }

  dispose(): void {
    this.#stop();
    this.#messages.dispose();
  }
}

/** @throws Error where the text is no list of calls */
function callsIn(text: string): Json {
  const expected = 'Calls are a JSON list of {"name": …, "arguments": {…}}';
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new Error(`${expected}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const isCall = (call: Json) =>
    typeof call === 'object' && call !== null && !Array.isArray(call) && typeof call.name === 'string';
  if (!Array.isArray(value) || !value.every(isCall)) throw new Error(`${expected}.`);
  return value;
}
