import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { readRegularText } from '../../files/index.ts';
import { PYTHON_READER, type PythonReading } from './reader.ts';
import { type PythonTool, pythonTools } from './tools.ts';

export interface PythonImportOptions {
  /** Classes whose methods are wanted; none means the functions of the file itself. */
  readonly classes?: readonly string[];
  /** Text of the file where it is not the one on disk: an open editor's. */
  readonly text?: string;
  /** Program that parses; default `python3`, then `python`. */
  readonly python?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Functions of a Python file, as a file of the dialect `mcp`. */
export interface PythonImport {
  /** `{"tools": […]}`. */
  readonly text: string;
  readonly tools: readonly PythonTool[];
  /** Classes of the file that have public methods, in order. */
  readonly classes: readonly string[];
}

/** The file cannot be read, or there is no Python that reads it; `line` where the file has a fault. */
export class PythonImportError extends Error {
  override readonly name = 'PythonImportError';
  readonly line: number | undefined;
  /** There is no Python on this machine. */
  readonly noPython: boolean;
  constructor(message: string, more: { readonly line?: number; readonly noPython?: boolean } = {}) {
    super(message);
    this.line = more.line;
    this.noPython = more.noPython === true;
  }
}

const TEN_SECONDS = 10_000;
const MAX_SOURCE = 16 * 1024 * 1024;

/**
 * Reads the functions of a Python file by the `ast` module of a Python there is: the file is parsed and never run.
 * @throws PythonImportError where the file is no Python, has no such class, or no Python is there
 */
export async function importPython(file: string, options: PythonImportOptions = {}): Promise<PythonImport> {
  const reading = await readPython(file, options);
  const { classes = [] } = options;
  const name = path.basename(file);
  if (reading.error !== undefined) {
    const { message, line } = reading.error;
    throw new PythonImportError(`${name}:${line}: ${message}`, { line });
  }
  const owners = new Set((reading.functions ?? []).map(({ owner }) => owner));
  const found = (reading.classes ?? []).map((item) => item.name).filter((item) => owners.has(item));
  const unknown = classes.find((wanted) => !found.includes(wanted));
  if (unknown !== undefined) {
    const there = found.length === 0 ? 'it has no class with methods' : `it has ${found.join(', ')}`;
    throw new PythonImportError(`${name} has no class ${unknown} with public methods; ${there}`);
  }
  const tools = pythonTools(reading, classes);
  return { text: `${JSON.stringify({ tools: tools.map(({ tool }) => tool) }, null, 2)}\n`, tools, classes: found };
}

async function readSource(file: string): Promise<string> {
  return readRegularText(file, MAX_SOURCE).catch((error: Error) => {
    throw new PythonImportError(`${path.basename(file)} ${error.message}`);
  });
}

async function readPython(file: string, options: PythonImportOptions): Promise<PythonReading> {
  const source = options.text ?? (await readSource(file));
  if (source.length > MAX_SOURCE) throw new PythonImportError(`${path.basename(file)} is larger than 16 MiB`);
  const programs = options.python === undefined ? ['python3', 'python'] : [options.python];
  for (const program of programs) {
    const said = await run(program, source, options);
    if (said === undefined) continue;
    try {
      return JSON.parse(said) as PythonReading;
    } catch {
      throw new PythonImportError(`${program} could not read ${path.basename(file)}; Python 3.9 or later is needed`);
    }
  }
  throw new PythonImportError(`reading Python takes a Python 3.9 or later, and "${programs[0]}" was not found`, {
    noPython: true,
  });
}

/** What the reader prints about a source; undefined where there is no such program. */
function run(program: string, source: string, options: PythonImportOptions): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // -I: neither the user's site folder nor the current one is searched for modules, so that only the reader runs.
    const child = spawn(program, ['-I', '-c', PYTHON_READER], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: options.timeoutMs ?? TEN_SECONDS,
      killSignal: 'SIGKILL',
      windowsHide: true,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(undefined) : reject(error)));
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    const input = child.stdin as Writable;
    input.on('error', () => undefined);
    input.end(source);
  });
}
