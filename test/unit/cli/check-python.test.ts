import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { startCommand } from './run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-check-python-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const FERRIES = `from typing import Literal

def find_ferry(harbour: str, days: int = 1) -> dict:
    """Finds the ferries that leave a harbour.

    Args:
        harbour: Name of the harbour.
        days: How many days ahead.
    """

def moor(berth: int):
    return None

def pay(amount: float, amounts: list) -> dict:
    """Pays the harbour dues of a boat.

    Args:
        amount: Sum in euros.
    """
`;

async function check(text: string, ...options: string[]) {
  await writeFile(path.join(folder, 'ferries.py'), text);
  return startCommand(registerCheck, ['check', 'ferries.py', ...options], folder).done;
}

describe('magnet check of a Python file', () => {
  it('places each finding at the function or the parameter in Python that it is about', async () => {
    const { out } = await check(FERRIES, '--format', 'json');
    const report = JSON.parse(out.join('')) as {
      functions: number;
      diagnostics: { file: string; code: string; line: number; column: number; endColumn: number }[];
    };
    const lines = FERRIES.split('\n');
    const places = report.diagnostics.map(({ code, line, column, endColumn }) => [
      code,
      line,
      lines[line - 1]?.slice(column - 1, endColumn - 1),
    ]);
    expect(new Set(report.diagnostics.map(({ file }) => file))).toEqual(new Set(['ferries.py']));
    expect(places).toContainEqual(['description-missing', 11, 'moor']);
    expect(places.filter(([, line]) => line === 14)).toContainEqual([expect.any(String), 14, 'amounts']);
  });

  it('reads the methods of a class that is named with the file', async () => {
    await writeFile(
      path.join(folder, 'docks.py'),
      'class Dock:\n    def moor(self, berth: int):\n        """Moors one boat."""\n\ndef outside(x: int):\n    pass\n',
    );
    const of = (name: string) => startCommand(registerCheck, ['check', name, '--format', 'json'], folder).done;
    const report = JSON.parse((await of('docks.py#Dock')).out.join('')) as {
      functions: number;
      diagnostics: { file: string }[];
    };
    expect(report.functions).toBe(1);
    expect(new Set(report.diagnostics.map(({ file }) => file))).toEqual(new Set(['docks.py']));
    await expect(of('docks.py#Pier')).rejects.toThrow('no class Pier');
  });

  it('prints the Python line below a finding', async () => {
    const { out } = await check(FERRIES);
    expect(out.join('\n')).toMatch(/ferries\.py:11:5[\s\S]*def moor\(berth: int\):/);
  });

  it('says where the Python is wrong', async () => {
    await expect(check('def broken(:\n    pass\n')).rejects.toThrow(/ferries\.py:1: /);
  });
});
