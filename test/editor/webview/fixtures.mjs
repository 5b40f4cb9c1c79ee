// Values as the language server sends them, small enough to read.

const place = (line) => ({ uri: 'file:///ws/hotel.fsig', line, character: 2 });

const node = (name, category, line) => ({
  id: `hotel.${name}`,
  name,
  namespace: 'hotel',
  description: `Says what ${name} does.`,
  category,
  toolClass: '',
  inferredResponse: false,
  place: place(line),
});

const edge = (from, to, kind, score, evidence, extra = {}) => ({
  from: `hotel.${from}`,
  to: `hotel.${to}`,
  kind,
  score,
  evidence: evidence.map(([output, parameter, rule]) => ({ output, parameter, rule, score })),
  inferred: false,
  ...extra,
});

export const graphView = {
  version: 1,
  nodes: [
    node('find_rooms', 'Travel', 10),
    node('book_room', 'Travel', 20),
    node('cancel_stay', 'Travel', 30),
    node('bill', 'Finance', 40),
    node('convert_euros', 'Finance', 50),
    node('ring_bell', 'Finance', 60),
  ],
  edges: [
    edge('book_room', 'bill', 'input', 0.97, [['stay_id', 'stay_id', 'nominal-type']], {
      verification: { state: 'verified', detail: 'bill(stay_id="S-1")\n→ {"total":80}' },
    }),
    edge('book_room', 'cancel_stay', 'premise', 0.7, [['', '', 'create-before-delete']]),
    edge('bill', 'convert_euros', 'part', 0.6, [['total', 'amount', 'unit']]),
    edge('find_rooms', 'book_room', 'part', 0.95, [['[].id', 'room_id', 'nominal-type']]),
  ],
  rejected: [edge('convert_euros', 'book_room', 'part', 0.57, [['rate', 'guest_name', 'name']])],
};

const turn = (names, origins = names.map(() => 'walk')) => ({
  kind: 'call',
  functions: names.map((name) => `hotel.${name}`),
  origins,
});
const walk = [turn(['find_rooms']), turn(['book_room']), turn(['bill'])];
const merge = [turn(['find_rooms', 'book_room'], ['walk', 'merge']), turn(['bill'])];
const insert = [merge[0], turn(['bill', 'convert_euros'], ['walk', 'insert'])];
const nothing = {
  kind: 'miss_params',
  functions: [],
  origins: [],
  missing: { function: 'hotel.bill', parameter: 'stay_id' },
};
const split = [insert[0], nothing, insert[1]];

export const paths = [
  {
    seed: '7:0',
    index: 0,
    turns: split,
    operations: [
      { op: 'merge', turn: 0 },
      { op: 'insert', turn: 1, function: 'hotel.convert_euros', nestedWith: 'hotel.bill' },
      { op: 'split', turn: 1, label: 'miss_params', function: 'hotel.bill', parameter: 'stay_id' },
    ],
    stages: { walk, merge, insert, split },
  },
  { seed: '7:1', index: 1, turns: walk, operations: [], stages: { walk, merge: walk, insert: walk, split: walk } },
];

/** The panel of paths over the same functions. */
export const pathsPanel = {
  type: 'functions',
  functions: graphView.nodes.map(({ id, description }) => ({ id, description })),
  form: { seed: '7', count: 12, length: 7, merge: 0.3, mode: 'walk', start: '' },
};

export const shownPaths = [
  { name: '7:0', turns: [turn(['find_rooms', 'book_room']), nothing, turn(['bill', 'convert_euros'])] },
  { name: '7:1', turns: walk },
];

/** What the server says of so many paths: the problems are the first one's. */
export const pathsCheck = (count, problems) => ({
  checks: Array.from({ length: count }, (_, at) => ({
    problems: at === 0 ? problems : [],
    gaps: [{ turn: 0, function: 'hotel.find_rooms', withhold: true, parameters: ['night'] }],
    next: ['hotel.cancel_stay'],
  })),
  coverage: { functions: { used: 5, of: 6 }, edges: { used: 3, of: 4 } },
});

/** Many functions in categories, a few edges each; the same for the same size. */
export function manyFunctions(count, perCategory) {
  let state = 7;
  const random = () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const nodes = Array.from({ length: count }, (_, i) => {
    const category = `Category ${Math.floor(i / perCategory)}`;
    return { ...node(`function_${i}`, category, i), id: `function_${i}`, namespace: '' };
  });
  const edges = [];
  nodes.forEach((from, i) => {
    const first = Math.floor(i / perCategory) * perCategory;
    const targets = new Set();
    for (let k = Math.floor(random() * 5); k > 0; k -= 1) {
      const near = first + Math.floor(random() * Math.min(perCategory, count - first));
      targets.add(random() < 0.9 ? near : Math.floor(random() * count));
    }
    targets.delete(i);
    for (const to of targets) {
      const score = 0.4 + 0.6 * random();
      const evidence = [{ output: 'id', parameter: 'order_id', rule: 'entity', score }];
      edges.push({ from: from.id, to: nodes[to].id, kind: 'part', score, evidence, inferred: random() < 0.2 });
    }
  });
  return { version: 1, nodes, edges, rejected: [] };
}

const call = (id, name, args) => ({ id, type: 'function', function: { name, arguments: args } });
const system = { role: 'system', content: 'You help guests.' };
const ask = { role: 'user', content: 'What do I owe in dollars?' };
const bill = { role: 'assistant', content: '', tool_calls: [call('c1', 'bill', { stay_id: 'S-1' })] };
const total = { role: 'tool', tool_call_id: 'c1', name: 'bill', content: '{"total":80}' };
const tool = (name) => ({
  type: 'function',
  function: { name, description: `Does ${name}.`, parameters: { type: 'object', properties: {} } },
});

/** A pair that parts in its only turn; the tool description is hostile. */
export const record = {
  id: 'r1',
  index: 0,
  kind: 'multi-turn',
  catalogHash: 'abc',
  path: paths[0],
  tools: [
    tool('bill'),
    {
      ...tool('convert_euros'),
      function: { ...tool('convert_euros').function, description: '<img src=x onerror=alert(1)>' },
    },
  ],
  messages: [
    system,
    ask,
    bill,
    total,
    { role: 'assistant', content: '', tool_calls: [call('c2', 'convert_euros', { amount: 80, currency: 'USD' })] },
    { role: 'tool', tool_call_id: 'c2', name: 'convert_euros', content: '{"amount":86.4,"rate":1.08}' },
    { role: 'assistant', content: 'You owe 86.40 dollars.' },
  ],
  rejected: [system, ask, bill, total, { role: 'assistant', content: 'You owe 99 dollars.' }],
  divergesAt: {
    message: 4,
    errorType: 1,
    reason: '99 is in no output and no message',
    wrong: '99',
    right: '86.4',
    madeUp: true,
  },
  turns: [
    {
      index: 0,
      kind: 'call',
      messages: [1, 7],
      calls: [
        { message: 2, call: 0, sources: [{ parameter: 'stay_id', from: 'query', turn: 0 }] },
        {
          message: 4,
          call: 0,
          sources: [
            { parameter: 'amount', from: 'output', turn: 0, message: 3, field: 'total' },
            { parameter: 'currency', from: 'query', turn: 0 },
          ],
        },
      ],
      notes: ['inserted: convert_euros, implicit'],
    },
  ],
  certificates: [
    { kind: 'insert', turn: 0, holds: true, detail: 'without convert_euros the answer changes' },
    { kind: 'negative', turn: 0, holds: true, detail: 'the outcome differs' },
  ],
  provenance: {
    teacher: 'offline',
    model: '',
    parameters: {},
    promptHash: '',
    tokens: { input: 0, output: 0 },
    costUsd: 0,
    seed: '7:0',
    world: 'simulated',
    codeVersion: '0.1.0',
  },
  review: { status: 'unreviewed', edits: [] },
  checks: [
    { message: 2, call: 0, id: 'c1', name: 'bill', state: 'valid' },
    { message: 4, call: 0, id: 'c2', name: 'convert_euros', state: 'not-checked', reason: 'nobody looked' },
  ],
};

export const summary = (index) => ({
  index,
  id: `r${index}`,
  title: index === 0 ? 'What do I owe in dollars?' : `Question ${index}`,
  kind: index % 2 === 0 ? 'multi-turn' : 'single',
  turns: 1,
  calls: 2,
  pair: true,
  errorType: 1,
});

/** Summaries sent at first; the page asks for the others. */
const FIRST = 100;

export const openedRun = (count, broken = []) => ({
  type: 'run',
  run: {
    title: 'run-7',
    format: 'magnet',
    records: Array.from({ length: Math.min(count, FIRST) }, (_, i) => summary(i)),
    broken,
    total: count,
    indexed: count,
    complete: true,
  },
  uri: 'file:///ws/run-7',
  index: 0,
  fields: [
    { field: 'error', takes: '1 to 5, or none', example: 'error:3', meaning: 'the type of the mistake' },
    { field: 'tool', takes: 'part of a name', example: 'tool:book', meaning: 'a function that is called' },
  ],
});

/** What the server says of an edit of the record: one output follows, one certificate fails, one was not checked. */
export const editedRecord = {
  record,
  saved: false,
  changes: [{ side: 'right', message: 3, before: '{"total":80}', after: '{"total":95}' }],
  certificates: [
    { kind: 'replay', turn: 0, state: 'holds', detail: '2 calls give the same outputs again' },
    { kind: 'insert', turn: 0, state: 'fails', detail: 'without convert_euros the answer is the same' },
    { kind: 'negative', turn: 0, state: 'not-checked', detail: 'its structure is broken' },
  ],
  checks: record.checks,
  verdict: {
    problems: [{ check: 'sources', message: 2, detail: 'bill.stay_id: its source is "invented"' }],
    notChecked: [{ check: 'seed', why: 'there is no manifest of its run' }],
  },
};

export const signature = {
  id: 'hotel.find_rooms',
  description: 'Finds free rooms.',
  parameters: {
    type: 'object',
    properties: {
      night: { type: 'string', format: 'date', description: 'Night to stay.' },
      guests: { type: 'integer', default: 2 },
      view: { enum: ['sea', 'city'] },
      wishes: { type: 'array', items: { type: 'string' } },
    },
    required: ['night'],
  },
  place: place(10),
};

export const callReport = {
  url: 'http://127.0.0.1:4000/v1/chat/completions',
  model: 'magnet-baseline',
  milliseconds: 12,
  text: '',
  calls: [
    {
      name: 'find_rooms',
      arguments: { night: 'tomorrow' },
      valid: false,
      problems: ['night: is no date'],
      outcome: { ok: false, error: { code: 'bad_request', message: 'night is no date' } },
    },
  ],
  advice: ['The server answered at /v1.'],
  request: '{"model":"magnet-baseline"}',
  response: '{"choices":[]}',
};
