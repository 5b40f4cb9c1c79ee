import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerImport } from '../../../server/src/cli/commands/import.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { importPython, PythonImportError, readDocstring } from '../../../server/src/world/index.ts';
import { runCommand } from '../cli/run.ts';

const CLASSES = path.join(import.meta.dirname, '../../fixtures/classes');
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a docstring', () => {
  it('in Google style gives parameters, fields of the result and errors', () => {
    const doc = readDocstring(
      [
        'Sends a letter.',
        '',
        'It leaves with the next boat.',
        '',
        'Args:',
        '    address (str, optional): Where to,',
        '        with the harbour.',
        '    copies (List[Dict[str, int]]): How many: of each.',
        '    **more: Anything else.',
        'Returns:',
        '    sent (bool): Whether it left.',
        '    stamps (List[Dict]): The stamps.',
        '        - stamp_id (str): Key of a stamp.',
        'Raises:',
        '    KeyError: If there is no boat.',
      ].join('\n'),
    );
    expect(doc.summary).toBe('Sends a letter.\n\nIt leaves with the next boat.');
    expect(doc.parameters).toEqual([
      { name: 'address', type: 'str, optional', description: 'Where to, with the harbour.' },
      { name: 'copies', type: 'List[Dict[str, int]]', description: 'How many: of each.' },
      { name: 'more', type: '', description: 'Anything else.' },
    ]);
    expect(doc.returned.map(({ name }) => name)).toEqual(['sent', 'stamps']);
    expect(doc.returned[1]?.members).toEqual([{ name: 'stamp_id', type: 'str', description: 'Key of a stamp.' }]);
    expect(doc.raises).toEqual([{ name: 'KeyError', type: '', description: 'If there is no boat.' }]);
  });

  it('in NumPy style gives the same', () => {
    const doc = readDocstring(
      [
        'Adds.',
        '',
        'Parameters',
        '----------',
        'a, b : int',
        '    Terms.',
        '',
        'Returns',
        '-------',
        'int',
        '    The sum.',
      ].join('\n'),
    );
    expect(doc.parameters).toEqual([
      { name: 'a', type: 'int', description: 'Terms.' },
      { name: 'b', type: 'int', description: 'Terms.' },
    ]);
    expect(doc.returns).toEqual({ type: 'int', description: 'The sum.' });
  });

  it('in Sphinx style gives the same', () => {
    const doc = readDocstring(
      [
        'Adds.',
        '',
        ':param int a: First.',
        ':param b: Second,',
        '    more.',
        ':type b: float',
        ':returns: The sum.',
        ':rtype: float',
      ].join('\n'),
    );
    expect(doc.parameters).toEqual([
      { name: 'a', type: 'int', description: 'First.' },
      { name: 'b', type: 'float', description: 'Second, more.' },
    ]);
    expect(doc.returns).toEqual({ type: 'float', description: 'The sum.' });
  });
});

describe.skipIf(!hasPython)('a Python file (skipped where there is no python3)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-python-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const signaturesOf = async (file: string, ...classes: string[]) => {
    const { text } = await importPython(file, { classes });
    return buildCatalog([parseDocument('file:///x.json', text, { kind: 'json', dialect: 'mcp' })]).entries.map(
      ({ signature }) => signature,
    );
  };

  it('gives the methods of a class with types, defaults, choices and documented results', async () => {
    const all = await signaturesOf(path.join(CLASSES, 'ticket_desk.py'), 'TicketDesk');
    expect(all.map(({ name }) => name)).toEqual([
      'desk_login',
      'open_ticket',
      'get_ticket',
      'close_ticket',
      'list_tickets',
      'desk_logout',
    ]);
    const [, open, , , list] = all;
    expect(open?.parameters).toMatchObject({
      properties: {
        title: { type: 'string', description: 'Title of the ticket.' },
        description: { type: 'string', default: '' },
        priority: { enum: ['low', 'normal', 'high'], default: 'normal' },
      },
      required: ['title'],
    });
    expect(open?.response).toMatchObject({ properties: { ticket_id: { type: 'string' }, status: { type: 'string' } } });
    expect(list?.parameters.properties?.status).toMatchObject({ enum: ['open', 'closed'] });
    expect(list?.response).toMatchObject({
      properties: { tickets: { type: 'array', items: { properties: { ticket_id: { type: 'string' } } } } },
    });
  });

  it('is parsed, and nothing in it runs', async () => {
    const mark = path.join(folder, 'ran');
    const file = written('runs.py', `open(${JSON.stringify(mark)}, 'w')\ndef f(a: int) -> int:\n    "Doubles."\n`);
    expect((await signaturesOf(file)).map(({ name }) => name)).toEqual(['f']);
    expect(existsSync(mark)).toBe(false);
  });

  it('reads enums, dataclasses, typed dictionaries, aliases, quoted and annotated types', async () => {
    const [only] = await signaturesOf(
      written(
        'types.py',
        `
from typing import *
from enum import Enum
from dataclasses import dataclass
class Colour(Enum):
    RED = 'red'
    BLUE = 'blue'
@dataclass
class Point:
    x: float
    label: str = ''
class Room(TypedDict, total=False):
    size: int
LampId = NewType('LampId', str)
def paint(lamp: LampId, colour: 'Colour', at: list[Point], room: Room, *, n: Annotated[int, 'How often.'] = 2, kind: int | str = 1, who: Optional[str] = None, how: Unknown = None) -> list[str]: ...
def _hidden(): ...
`,
      ),
    );
    expect(only?.parameters.properties).toEqual({
      lamp: { type: 'string' },
      colour: { type: 'string', enum: ['red', 'blue'] },
      at: {
        type: 'array',
        items: {
          type: 'object',
          properties: { x: { type: 'number' }, label: { type: 'string', default: '' } },
          required: ['x'],
        },
      },
      room: { type: 'object', properties: { size: { type: 'integer' } } },
      n: { type: 'integer', description: 'How often.', default: 2 },
      kind: { type: ['integer', 'string'], default: 1 },
      who: { type: 'string' },
      how: {},
    });
    expect(only?.parameters.required).toEqual(['lamp', 'colour', 'at', 'room']);
    expect(only?.response).toEqual({ type: 'array', items: { type: 'string' } });
  });

  it('that is broken, or has no such class, is told with the place', async () => {
    const broken = written('broken.py', 'x = 1\ndef f(:\n');
    await expect(importPython(broken)).rejects.toMatchObject({ line: 2 });
    await expect(importPython(path.join(CLASSES, 'vehicle.py'), { classes: ['Boat'] })).rejects.toThrow(/Vehicle/);
    await expect(importPython(broken, { python: path.join(folder, 'no-python') })).rejects.toMatchObject({
      noPython: true,
    });
    await expect(importPython(broken)).rejects.toBeInstanceOf(PythonImportError);
  });

  it('is imported on the command line; without functions it says which class to name', async () => {
    const out = path.join(folder, 'car.fsig');
    await runCommand(registerImport, 'import', 'python', `${path.join(CLASSES, 'vehicle.py')}#Vehicle`, '--out', out);
    expect(existsSync(out)).toBe(true);
    const bare = runCommand(registerImport, 'import', 'python', path.join(CLASSES, 'vehicle.py'));
    await expect(bare).rejects.toThrow(/vehicle\.py#Vehicle/);
  });
});
