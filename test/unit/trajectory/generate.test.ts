import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../server/src/json/index.ts';
import { namedFunction, type TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE, contextOf, recordsOf } from './support.ts';

const COUNT = 60;

describe('records made from the airline example', () => {
  const context = contextOf(AIRLINE);
  let records: TrajectoryRecord[] = [];
  beforeAll(async () => {
    records = await recordsOf(context, COUNT);
  });

  it('come from most paths, with all five error types and every certificate among them', () => {
    expect(records.length).toBeGreaterThanOrEqual(COUNT * 0.9);
    expect([...new Set(records.map((record) => record.divergesAt?.errorType))].sort()).toEqual([1, 2, 3, 4, 5]);
    const kinds = new Set(records.flatMap((record) => record.certificates.map((certificate) => certificate.kind)));
    expect([...kinds].sort()).toEqual([
      'coherent',
      'insert',
      'long-dependency',
      'miss_func',
      'miss_params',
      'negative',
      'replay',
    ]);
  });

  it('hold no certificate that does not hold', () => {
    expect(records.flatMap((record) => record.certificates).filter((certificate) => !certificate.holds)).toEqual([]);
  });

  it('share a prefix up to the marked message of the agent, and differ there', () => {
    for (const { messages, rejected = [], divergesAt } of records) {
      const at = divergesAt?.message ?? -1;
      expect(rejected.slice(0, at)).toEqual(messages.slice(0, at));
      expect(rejected[at]?.role).toBe('assistant');
      expect(messages[at]?.role).toBe('assistant');
      expect(rejected[at]).not.toEqual(messages[at]);
    }
  });

  it('name no function and no hint in anything the user or the agent says', () => {
    for (const record of records) {
      const names = record.tools.map((tool) => tool.function.name);
      for (const message of [...record.messages, ...(record.rejected ?? [])]) {
        if (message.role === 'user') expect(namedFunction(message.content, names)).toBeUndefined();
        if (message.role !== 'tool' && message.role !== 'system') expect(message.content).not.toMatch(/\bhint\b/i);
      }
    }
  });

  it('answer each call once, with the id it was given', () => {
    for (const record of records) {
      for (const side of [record.messages, record.rejected ?? []]) {
        const asked = side.flatMap((message) =>
          message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.id) : [],
        );
        const answered = side.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : []));
        expect(answered).toEqual(asked);
        expect(new Set(asked).size).toBe(asked.length);
        expect(side.at(-1)?.role).toBe('assistant');
      }
    }
  });

  it('say where every argument came from', () => {
    for (const record of records) {
      for (const turn of record.turns) {
        for (const { message, call, sources } of turn.calls) {
          const made = record.messages[message];
          const args = made?.role === 'assistant' ? made.tool_calls?.[call]?.function.arguments : undefined;
          expect(sources.map((source) => source.parameter)).toEqual(Object.keys(args ?? {}));
          for (const source of sources) {
            if (source.from !== 'output') continue;
            const output = record.messages[source.message ?? -1];
            expect(output?.role).toBe('tool');
            const leaf = JSON.stringify(args?.[source.parameter]).replace(/^\[|\]$/g, '');
            expect(output?.role === 'tool' ? output.content : '').toContain(leaf);
          }
        }
      }
    }
  });

  it('withhold a function until the message that supplies it', () => {
    const withheld = records.filter((record) => record.withheld !== undefined);
    expect(withheld.length).toBeGreaterThan(5);
    for (const record of withheld) {
      for (const { name, until } of record.withheld ?? []) {
        expect(record.messages[until]?.role).toBe('user');
        const early = record.messages
          .slice(0, until)
          .some(
            (message) =>
              message.role === 'assistant' && message.tool_calls?.some((call) => call.function.name === name),
          );
        expect(early).toBe(false);
      }
    }
  });

  it('are the same again from the same seeds', async () => {
    const again = await recordsOf(contextOf(AIRLINE), 10);
    expect(canonicalJson(JSON.parse(JSON.stringify(again)))).toBe(
      canonicalJson(JSON.parse(JSON.stringify(records.slice(0, again.length)))),
    );
  });

  it('offer the tools in different orders', () => {
    const orders = new Set(
      records.map((record) => record.tools.map((tool) => tool.function.name).indexOf('find_flights')),
    );
    expect(orders.size).toBeGreaterThan(4);
  });
});
