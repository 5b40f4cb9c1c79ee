// A teacher behind HTTP, in a process of its own: answers what a file says to each prompt, after a while, and counts.
//   node answering-server.mjs ANSWERS.json '{"latencyMs":200,"faults":0}'
// Prints its address. GET /stats says what it saw; DELETE /stats begins to count anew.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';

const [, , file = '', options = '{}'] = process.argv;
/** @type {Record<string, string>} */
const answers = JSON.parse(readFileSync(file, 'utf8'));
const { latencyMs = 0, faults = 0 } = /** @type {{ latencyMs?: number, faults?: number }} */ (JSON.parse(options));

const fresh = () => ({
  requests: 0,
  /** Requests of prompts that nobody foresaw. */
  unknown: 0,
  inputCharacters: 0,
  mostInFlight: 0,
  /** Requests in flight, summed over milliseconds, from the first one on, and those milliseconds. */
  busy: 0,
  span: 0,
  /** The same by tenths of a second. @type {number[]} */
  tenths: [],
  /** @type {Map<string, number>} whole answers sent, by prompt: what a provider would bill */
  paid: new Map(),
});
let seen = fresh();
let inFlight = 0;
let last = 0;
let random = 1;

/** The same faults each time: xorshift, in [0, 1). */
function chance() {
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  return (random >>> 0) / 2 ** 32;
}

/** Adds what is in flight to the tenths of a second it was in flight in. */
function fillTenths(/** @type {number} */ from, /** @type {number} */ to) {
  for (let start = from; start < to; ) {
    const tenth = Math.floor(start / 100);
    const end = Math.min(to, (tenth + 1) * 100);
    seen.tenths[tenth] = (seen.tenths[tenth] ?? 0) + inFlight * (end - start);
    start = end;
  }
}

function change(/** @type {number} */ by) {
  const now = performance.now();
  if (last > 0) {
    seen.busy += inFlight * (now - last);
    fillTenths(seen.span, seen.span + now - last);
    seen.span += now - last;
  }
  last = now;
  inFlight += by;
  seen.mostInFlight = Math.max(seen.mostInFlight, inFlight);
}

/** What goes wrong on the way: too many, down, cut off in the middle, no JSON. */
const FAULTS = [
  (/** @type {import('node:http').ServerResponse} */ response) => response.writeHead(429).end('{}'),
  (/** @type {import('node:http').ServerResponse} */ response) => response.writeHead(503).end('<html>down</html>'),
  (/** @type {import('node:http').ServerResponse} */ response) => response.socket?.destroy(),
  (/** @type {import('node:http').ServerResponse} */ response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"choices":[');
    response.socket?.destroy();
  },
];

function stats() {
  // Nothing in flight is no part of the time that is counted.
  if (inFlight > 0) change(0);
  const { paid, ...rest } = seen;
  return { ...rest, paid: [...paid.values()].reduce((sum, count) => sum + count, 0), prompts: paid.size };
}

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    const said = stats();
    if (request.method === 'DELETE') {
      seen = fresh();
      last = 0;
    }
    response.end(JSON.stringify(said));
    return;
  }
  change(1);
  seen.requests += 1;
  let open = true;
  const close = () => {
    if (open) change(-1);
    open = false;
  };
  response.on('close', close);
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const prompt = messages.at(-1)?.content ?? '';
    const content = answers[prompt];
    if (content === undefined) seen.unknown += 1;
    for (const message of messages) seen.inputCharacters += message.content.length;
    setTimeout(() => {
      const fault = faults > 0 && chance() < faults ? FAULTS[Math.floor(chance() * FAULTS.length)] : undefined;
      if (fault !== undefined) {
        fault(response);
        return;
      }
      if (response.destroyed) return;
      seen.paid.set(prompt, (seen.paid.get(prompt) ?? 0) + 1);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ index: 0, message: { role: 'assistant', content: content ?? 'FINISH' }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 100, completion_tokens: 20 },
        }),
      );
    }, latencyMs);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
