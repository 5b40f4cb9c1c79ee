import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  RECORDS,
  readRow,
  runGeneration,
  Verifier,
  type VerifyGround,
  verifyRecord,
} from '../../../server/src/dataset/index.ts';
import {
  createGenerationContext,
  type Message,
  type ToolCall,
  type TrajectoryRecord,
} from '../../../server/src/trajectory/index.ts';
import { memoryFolder, runOf } from './support.ts';

const AIRLINE = readFileSync(new URL('../../../examples/airline/airline.fsig', import.meta.url), 'utf8');

/** A museum's store: objects are found, looked at, moved and lent. */
const MUSEUM = `
/** Key of one object of the collection. */
type ObjectId = string;
/** Key of a room. */
type RoomId = string;
/** Key of a loan. */
type LoanId = string;
interface Piece { object_id: ObjectId; title: string; room_id: RoomId; insured_value: number; on_view: boolean }
/** Finds objects of the collection by the name of their maker. @readonly */
function search_objects(maker: string): Piece[];
/** Tells all about one object. @readonly */
function get_object(object_id: ObjectId): Piece;
/** Finds the room of a given name. @readonly */
function find_room(name: string): { room_id: RoomId; floor: number; humidity: number };
/** Moves an object to another room. */
function move_object(object_id: ObjectId, room_id: RoomId): { moved: boolean };
/** Lends an object to another house until a day. */
function lend_object(object_id: ObjectId, borrower: string, /** @format date */ until: string): { loan_id: LoanId; fee: number };
/** Shows one loan. @readonly */
function get_loan(loan_id: LoanId): { loan_id: LoanId; object_id: ObjectId; borrower: string; until: string };
/** Ends a loan before its day. @destructive */
function end_loan(loan_id: LoanId): { ended: boolean };
`;

/** A workshop for bicycles: customers, their bicycles, repairs and bills. */
const WORKSHOP = `
/** Key of a customer. */
type CustomerId = string;
/** Key of a bicycle. */
type BikeId = string;
/** Key of a repair. */
type RepairId = string;
/** Finds a customer by name. @readonly */
function find_customer(name: string): { customer_id: CustomerId; phone: string; discount_percent: number };
/** Lists the bicycles of a customer. @readonly */
function list_bikes(customer_id: CustomerId): { bike_id: BikeId; brand: string; frame_size: number }[];
/** Opens a repair for a bicycle. */
function open_repair(bike_id: BikeId, problem: string, urgency: "low" | "normal" | "high" = "normal"): { repair_id: RepairId; estimate: number };
/** Tells how a repair stands. @readonly */
function get_repair(repair_id: RepairId): { repair_id: RepairId; state: string; hours: number };
/** Adds a spare part to a repair. */
function add_part(repair_id: RepairId, part_name: string, quantity: integer): { total: number };
/** Writes the bill of a repair. */
function bill_repair(repair_id: RepairId): { bill_number: string; amount: number };
`;

interface Made {
  readonly records: readonly TrajectoryRecord[];
  readonly ground: VerifyGround;
}

async function made(fsig: string, count: number, seed: string): Promise<Made> {
  const folder = memoryFolder();
  const input = runOf(fsig, { count, seed }, { folder });
  await runGeneration(input);
  const lines = (folder.files.get(RECORDS) ?? '').split('\n').filter((line) => line !== '');
  const context = createGenerationContext({ ...input, extraTools: 0 });
  const run = { seed, attempts: input.settings.attempts };
  return { records: lines.map((line) => JSON.parse(line) as TrajectoryRecord), ground: { context, run } };
}

/** The same without the signatures. */
const without = ({ context: _context, ...rest }: VerifyGround): VerifyGround => ({ ...rest, why: 'none given' });

const checksOf = async (record: TrajectoryRecord, ground: VerifyGround) =>
  new Set((await verifyRecord(record, ground)).problems.map(({ check }) => check));

/** A copy that may be changed. */
type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Loose<T[Key]> }
    : T;
type Editable = Loose<TrajectoryRecord>;

const callsIn = (messages: readonly Message[]): ToolCall[] =>
  messages.flatMap((message) => (message.role === 'assistant' ? [...(message.tool_calls ?? [])] : []));
const outputsIn = (messages: readonly Message[]) =>
  messages.flatMap((message, at) => (message.role === 'tool' ? [{ at, message }] : []));

/** A planted edit: changes the record and says true, or finds nothing to change. */
type Edit = (record: Editable) => boolean;

const EDITS: Readonly<Record<string, { readonly found: readonly string[]; readonly edit: Edit }>> = {
  'the value of an argument': {
    found: ['sources'],
    edit: (record) => {
      const call = callsIn(record.messages as Message[]).find(({ function: { arguments: args } }) =>
        Object.values(args).some((value) => typeof value === 'string' && value.length > 3),
      );
      const key = Object.keys(call?.function.arguments ?? {}).find(
        (name) =>
          typeof call?.function.arguments[name] === 'string' && String(call.function.arguments[name]).length > 3,
      );
      if (call === undefined || key === undefined) return false;
      (call.function.arguments as Record<string, string>)[key] = 'Zanzibar-471';
      return true;
    },
  },
  'a value of an output': {
    found: ['replay'],
    edit: (record) => {
      const output = outputsIn(record.messages as Message[]).find(({ message }) => /\d/.test(message.content));
      const message = record.messages[output?.at ?? -1];
      if (message === undefined) return false;
      message.content = message.content.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
      return true;
    },
  },
  'two outputs, swapped': {
    found: ['replay'],
    edit: (record) => {
      const outputs = outputsIn(record.messages as Message[]);
      const [first, second] = [
        outputs[0],
        outputs.find(({ message }) => message.content !== outputs[0]?.message.content),
      ];
      const [left, right] = [record.messages[first?.at ?? -1], record.messages[second?.at ?? -1]];
      if (left === undefined || right === undefined) return false;
      [left.content, right.content] = [right.content, left.content];
      return true;
    },
  },
  'a call, dropped': {
    found: ['structure'],
    edit: (record) => {
      const at = record.messages.findIndex(
        (message) => message.role === 'assistant' && message.tool_calls?.length === 1,
      );
      if (at < 0) return false;
      record.messages.splice(at, 2);
      return true;
    },
  },
  'a tool, renamed': {
    found: ['tools'],
    edit: (record) => {
      const tool = record.tools[0];
      if (tool === undefined) return false;
      tool.function.name = `${tool.function.name}_v2`;
      return true;
    },
  },
  'a call, renamed': {
    found: ['structure', 'tools'],
    edit: (record) => {
      const [call] = callsIn(record.messages as Message[]);
      const other = record.tools.find((tool) => tool.function.name !== call?.function.name);
      if (call === undefined || other === undefined) return false;
      (call as Loose<ToolCall>).function.name = other.function.name;
      return true;
    },
  },
  'a number of an answer': {
    found: ['texts'],
    edit: (record) => {
      const message = record.messages.findLast(
        (item) => item.role === 'assistant' && !item.tool_calls && /\d{2,}/.test(item.content),
      );
      if (message === undefined) return false;
      message.content = message.content.replace(/\d{2,}/, '7,654,321');
      return true;
    },
  },
  'the label': {
    found: ['label'],
    edit: ({ divergesAt }) => {
      if (divergesAt === undefined || divergesAt.errorType === 0) return false;
      divergesAt.errorType = ((divergesAt.errorType % 5) + 1) as 1 | 2 | 3 | 4 | 5;
      return true;
    },
  },
  'where the sides part': {
    found: ['prefix', 'label'],
    edit: ({ divergesAt }) => {
      if (divergesAt === undefined) return false;
      divergesAt.message -= 1;
      return true;
    },
  },
  'the shared prefix, in the rejected side': {
    found: ['prefix'],
    edit: ({ rejected }) => {
      const message = rejected?.find(({ role }) => role === 'user');
      if (message === undefined) return false;
      message.content = `${message.content} Please hurry.`;
      return true;
    },
  },
  "a certificate's detail": {
    found: ['certificates'],
    edit: ({ certificates }) => {
      const [first] = certificates;
      if (first === undefined) return false;
      first.detail = '99 calls give the same outputs again';
      return true;
    },
  },
  'whether a certificate holds': {
    found: ['certificates'],
    edit: ({ certificates }) => {
      const last = certificates.at(-1);
      if (last === undefined) return false;
      last.holds = false;
      return true;
    },
  },
  'the source of a value': {
    found: ['sources'],
    edit: ({ turns }) => {
      const source = turns
        .flatMap((turn) => turn.calls.flatMap((call) => call.sources))
        .find(({ from }) => from === 'output');
      if (source === undefined) return false;
      source.field = 'somewhere.else';
      return true;
    },
  },
  'the seed': {
    found: ['seed'],
    edit: ({ provenance }) => {
      provenance.seed = `${provenance.seed.slice(0, -1)}${provenance.seed.endsWith('0') ? '1' : '0'}`;
      return true;
    },
  },
  'an output of the rejected side': {
    found: ['replay'],
    edit: ({ rejected, divergesAt }) => {
      const from = divergesAt?.message ?? Number.POSITIVE_INFINITY;
      const message = rejected?.find((item, at) => at > from && item.role === 'tool' && /\d/.test(item.content));
      if (message === undefined) return false;
      message.content = message.content.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
      return true;
    },
  },
};

describe('verifying the records of a run', () => {
  let runs: readonly Made[] = [];
  beforeAll(async () => {
    runs = [await made(AIRLINE, 60, 'air'), await made(MUSEUM, 40, 'museum'), await made(WORKSHOP, 40, 'bikes')];
  });

  it('proves every one of them again, whole, with negatives of all five types among them', async () => {
    const types = new Set<unknown>();
    for (const { records, ground } of runs) {
      expect(records.length).toBeGreaterThan(30);
      for (const record of records) {
        expect(await verifyRecord(record, ground)).toEqual({ problems: [], notChecked: [] });
        types.add(record.divergesAt?.errorType);
      }
    }
    expect([...types].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('finds nothing wrong without signatures, and says that nothing was run again', async () => {
    for (const { records, ground } of runs) {
      for (const record of records.slice(0, 15)) {
        const { problems, notChecked } = await verifyRecord(record, without(ground));
        expect(problems).toEqual([]);
        expect(notChecked).toEqual([
          { check: 'replay', why: 'none given' },
          { check: 'certificates', why: 'none given' },
        ]);
      }
    }
  });

  for (const [name, { found, edit }] of Object.entries(EDITS)) {
    it(`finds a planted change of ${name}`, async () => {
      let planted = 0;
      const all = runs.flatMap(({ records, ground }) => records.map((record) => ({ record, ground })));
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: all.length - 1 }), async (at) => {
          const chosen = all[at];
          if (chosen === undefined) return;
          const record = structuredClone(chosen.record) as unknown as Editable;
          if (!edit(record)) return;
          planted += 1;
          const checks = await checksOf(record as unknown as TrajectoryRecord, chosen.ground);
          expect(
            found.some((check) => checks.has(check as never)),
            `${[...checks]} of record ${at}`,
          ).toBe(true);
        }),
        { numRuns: 40 },
      );
      expect(planted).toBeGreaterThan(5);
    });
  }
});

/** Rows as other tools write them; nothing in them says how they were made. */
describe('verifying conversations of others', () => {
  const TOOLS = [
    {
      type: 'function',
      function: {
        name: 'weigh_parcel',
        description: 'Weighs a parcel.',
        parameters: {
          type: 'object',
          properties: { parcel: { type: 'string' }, unit: { type: 'string', enum: ['kg', 'lb'] } },
          required: ['parcel'],
        },
      },
    },
  ];
  const row = (args: object, answer: string, id = 'c1') => ({
    tools: TOOLS,
    messages: [
      { role: 'user', content: 'How heavy is parcel K-7719?' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weigh_parcel', arguments: JSON.stringify(args) } },
        ],
      },
      { role: 'tool', tool_call_id: id, content: '{"weight": 12.4, "unit": "kg"}' },
      { role: 'assistant', content: answer },
    ],
  });
  const report = async (...rows: object[]) => {
    const verifier = new Verifier({ why: 'no signature files were given' });
    for (const [index, value] of rows.entries()) {
      const read = readRow(JSON.parse(JSON.stringify(value)), index);
      await verifier.add(
        typeof read === 'string' ? { line: index + 1, problem: read } : { line: index + 1, index, ...read },
      );
    }
    return verifier.finish();
  };

  it('passes what its own words bear out, and counts what they cannot as not checked', async () => {
    const { records, ok, failed, notChecked } = await report(row({ parcel: 'K-7719' }, 'It weighs 12.4 kg.'));
    expect({ records, ok, failed }).toEqual({ records: 1, ok: 1, failed: [] });
    expect(Object.keys(notChecked).sort()).toEqual(['certificates', 'replay', 'seed', 'sources']);
    expect(notChecked.replay).toEqual({ records: 1, why: ['the record does not say what it was made from'] });
  });

  it('finds arguments that no schema takes, outputs of no call, and an answer that nothing bears out', async () => {
    const { failed, ok } = await report(
      row({ parcel: 'K-7719', unit: 'stone' }, 'It weighs 12.4 kg.'),
      row({ parcel: 'K-7719' }, 'It weighs 12.4 kg.', 'c9'),
      row({ parcel: 'K-7719' }, 'It weighs 18.25 kg.'),
    );
    expect(ok).toBe(0);
    expect(failed.map(({ problems }) => problems[0]?.check)).toEqual(['arguments', 'structure', 'texts']);
  });

  it('names lines that hold no record', async () => {
    const { records, broken } = await report({ nothing: true });
    expect({ records, broken }).toEqual({
      records: 0,
      broken: [{ line: 1, reason: expect.stringContaining('no messages') }],
    });
  });
});
