import { beforeAll, describe, expect, it } from 'vitest';
import {
  applyEdit,
  editRecord,
  RECORDS,
  runGeneration,
  type VerifyGround,
  verifyRecord,
} from '../../../../server/src/dataset/index.ts';
import {
  createGenerationContext,
  rewriteTurn,
  type TrajectoryRecord,
} from '../../../../server/src/trajectory/index.ts';
import { memoryFolder, runOf } from '../support.ts';

const CHOIR = `
/** Key of a singer. */
type SingerId = string;
/** Key of a concert. */
type ConcertId = string;
/** Finds a singer by name. @readonly */
function find_singer(name: string): { singer_id: SingerId; voice: string; joined_year: number };
/** Finds concerts in a town. @readonly */
function find_concerts(town: string): { concert_id: ConcertId; hall: string; ticket_price: number }[];
/** Shows one concert. @readonly */
function get_concert(concert_id: ConcertId): { concert_id: ConcertId; hall: string; ticket_price: number; seats: number };
/** Signs a singer up for a concert. */
function sign_up(singer_id: SingerId, concert_id: ConcertId): { signup_id: string; row: number };
`;

let records: TrajectoryRecord[] = [];
let ground: VerifyGround;

beforeAll(async () => {
  const folder = memoryFolder();
  const input = runOf(CHOIR, { count: 24, seed: 'choir' }, { folder });
  await runGeneration(input);
  records = (folder.files.get(RECORDS) ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TrajectoryRecord);
  ground = {
    context: createGenerationContext({ ...input, extraTools: input.settings.extraTools }),
    run: { seed: 'choir', attempts: input.settings.attempts },
  };
}, 60_000);

/** The first call of a function whose argument comes from the user. */
function saidCall(): { record: TrajectoryRecord; message: number; parameter: string; value: string } {
  for (const record of records) {
    for (const turn of record.turns)
      for (const { message, call, sources } of turn.calls) {
        const made = record.messages[message];
        const source = sources.find(({ from }) => from === 'query');
        const value =
          made?.role === 'assistant' ? made.tool_calls?.[call]?.function.arguments[source?.parameter ?? ''] : undefined;
        if (call === 0 && source !== undefined && typeof value === 'string')
          return { record, message, parameter: source.parameter, value };
      }
  }
  throw new Error('the run has no such call');
}

describe('editing a record', () => {
  it('changes one thing and leaves the rest alone', () => {
    const record = records[0] as TrajectoryRecord;
    const at = record.messages.findIndex(({ role }) => role === 'user');
    const edited = applyEdit(record, { kind: 'text', message: at, content: 'Another question?' });
    expect(edited.messages[at]?.content).toBe('Another question?');
    expect(edited.messages.toSpliced(at, 1)).toEqual(record.messages.toSpliced(at, 1));
    if (record.divergesAt !== undefined && at < record.divergesAt.message)
      expect(edited.rejected?.[at]?.content).toBe('Another question?');
  });

  it('refuses what is not there, and outputs, with a sentence', () => {
    const record = records[0] as TrajectoryRecord;
    const output = record.messages.findIndex(({ role }) => role === 'tool');
    const text =
      (message: number, content = 'x') =>
      () =>
        applyEdit(record, { kind: 'text', message, content });
    expect(text(999)).toThrow(/no message 999/);
    expect(text(output)).toThrow(/what the world answers/);
    expect(text(1, '  ')).toThrow(/needs a text/);
    expect(() => applyEdit(record, { kind: 'value', message: 1, call: 0, parameter: 'a', value: 1 })).toThrow(
      /no call 0/,
    );
  });

  it('an edit that changes nothing keeps every certificate, and the verdict of magnet verify', async () => {
    for (const record of records.slice(0, 8)) {
      const at = record.messages.findIndex(({ role }) => role === 'user');
      const content = record.messages[at]?.content ?? '';
      const edited = await editRecord(record, { kind: 'text', message: at, content }, 'none', ground);
      expect(edited.changes).toEqual([]);
      expect(edited.record.certificates).toEqual(record.certificates);
      expect(edited.certificates.every(({ state }) => state === 'holds')).toBe(true);
      expect(edited.verdict).toEqual(await verifyRecord(record, ground));
      expect(edited.record.review).toEqual({ status: 'edited', edits: ['none'] });
    }
  });

  it('another value: its output is the world’s, and what nobody said turns red', async () => {
    const { record, message, parameter } = saidCall();
    const edit = { kind: 'value', message, call: 0, parameter, value: 'Zwijndrecht' } as const;
    const edited = await editRecord(record, edit, 'try it', ground);
    const made = edited.record.messages[message];
    expect(made?.role === 'assistant' && made.tool_calls?.[0]?.function.arguments[parameter]).toBe('Zwijndrecht');
    const found = edited.record.turns.flatMap(({ calls }) => calls).find((call) => call.message === message);
    expect(found?.sources.find((source) => source.parameter === parameter)?.from).toBe('invented');
    expect(edited.verdict.problems.some(({ check }) => check === 'sources')).toBe(true);
    // Outputs are again what the world gives: the replay of what stands there now holds.
    expect(edited.certificates.find(({ kind }) => kind === 'replay')?.state).toBe('holds');
  });

  it('the same value said otherwise: question and call together are right again', async () => {
    const { record, message, parameter, value } = saidCall();
    const user = record.messages.slice(0, message).findLastIndex(({ role }) => role === 'user');
    const question = (record.messages[user]?.content ?? '').replaceAll(value, 'Zwijndrecht');
    const first = await editRecord(
      record,
      { kind: 'value', message, call: 0, parameter, value: 'Zwijndrecht' },
      'a',
      ground,
    );
    const both = await editRecord(first.record, { kind: 'text', message: user, content: question }, 'b', ground);
    expect(both.verdict.problems.filter(({ check }) => check === 'sources')).toEqual([]);
    expect(both.record.review.edits).toEqual(['a', 'b']);
  });

  it('an argument that its schema refuses is named, as is a function that is not offered', async () => {
    const { record, message, parameter } = saidCall();
    const wrong = await editRecord(record, { kind: 'value', message, call: 0, parameter, value: 12 }, 'x', ground);
    expect(wrong.checks.find((check) => check.message === message)).toMatchObject({ state: 'invalid' });
    const gone = await editRecord(record, { kind: 'call', message, call: 0, name: 'sing', arguments: {} }, 'x', ground);
    expect(gone.checks.find((check) => check.message === message)?.reason).toBe('sing is not offered');
    expect(gone.certificates.every(({ state }) => state === 'not-checked')).toBe(true);
  });

  it('without its world a record says less, never what nobody proved', async () => {
    const record = records.find(({ certificates }) => certificates.length > 0) as TrajectoryRecord;
    const edited = await editRecord(record, { kind: 'text', message: 1, content: 'Hello there?' }, 'x', {
      why: 'no signatures',
    });
    expect(edited.notReplayed).toBe('no signatures');
    expect(edited.record.certificates).toEqual([]);
    expect(new Set(edited.certificates.map(({ state }) => state))).toEqual(new Set(['not-checked']));
  });

  it('a teacher writes a question and a closing text of a turn again', async () => {
    const record = records.find(({ kind }) => kind === 'multi-turn') as TrajectoryRecord;
    const { context } = ground;
    if (context === undefined) throw new Error('no context');
    const question = await rewriteTurn(record, 0, 'query', context, '1');
    expect(record.messages[question.message]?.role).toBe('user');
    expect(question.content).not.toBe('');
    const closing = await rewriteTurn(record, 0, 'closing', context, '1');
    expect(record.messages[closing.message]?.role).toBe('assistant');
    await expect(rewriteTurn(record, 99, 'query', context, '1')).rejects.toThrow(/no turn 99/);
  });
});
