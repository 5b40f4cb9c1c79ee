import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createModuleWorld, type World } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const DESK = `export class Desk {
  tickets = 0;
  open() { this.tickets += 1; return { tickets: this.tickets }; }
  notify() { Promise.reject(new Error('nobody listens')); return { sent: true }; }
  remind() { setTimeout(() => { throw new Error('too late'); }, 1); return { set: true }; }
}
`;

describe('a class whose work goes on after its answer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-late-'));
  let world: World | undefined;
  afterAll(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps its state where that work fails', async () => {
    const file = path.join(folder, 'desk.mjs');
    writeFileSync(file, DESK);
    world = createModuleWorld({
      file,
      classes: ['Desk'],
      functions: functionsOf('function open(); function notify(); function remind();'),
      consent: true,
    });
    let state = await world.start('1');
    for (const name of ['open', 'notify', 'remind']) {
      const { outcome, state: next } = await world.execute({ function: name, arguments: {} }, state);
      expect(outcome.ok).toBe(true);
      state = next;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { outcome } = await world.execute({ function: 'open', arguments: {} }, state);
    expect(outcome).toMatchObject({ ok: true, output: { tickets: 2 } });
  });
});
