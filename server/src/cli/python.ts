import { spawn } from 'node:child_process';
import process from 'node:process';
import { UsageError } from './command.ts';

/** Oldest Python that the package `magnet_training` runs on. */
const OLDEST = [3, 9] as const;
const VERSION_TIMEOUT_MS = 20_000;

/**
 * The first of the programs that is a Python new enough.
 * @throws UsageError where there is none
 */
export async function findPython(named: string | undefined, env: NodeJS.ProcessEnv): Promise<string> {
  const first = named ?? env.MAGNET_PYTHON;
  const tried = first === undefined ? ['python3', 'python'] : [first];
  for (const program of tried) {
    const version = await versionOf(program);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version;
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return program;
    throw new UsageError(`${program} is Python ${major}.${minor}; ${OLDEST.join('.')} or newer is needed.`);
  }
  throw new UsageError(
    `Python was not found (${tried.join(', ')}). Install Python ${OLDEST.join('.')} or newer, or name it with --python or MAGNET_PYTHON.`,
  );
}

async function versionOf(program: string): Promise<number[] | undefined> {
  const print = 'import sys; print(*sys.version_info[:2])';
  const { code, out } = await runProgram(program, ['-c', print], { timeout: VERSION_TIMEOUT_MS, pipe: true }).catch(
    () => ({ code: 1, out: '' }),
  );
  return code === 0 ? out.trim().split(' ').map(Number) : undefined;
}

interface RunOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  /** Gather its output instead of showing it. */
  readonly pipe?: boolean;
}

/** Runs a program to its end. Rejects where it cannot be started. @returns its exit code, 1 after a signal */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, signal, timeout, pipe }: RunOptions = {},
): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      stdio: ['ignore', pipe === true ? 'pipe' : process.stderr, pipe === true ? 'ignore' : 'inherit'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal, killSignal: 'SIGINT' as const }),
      ...(timeout === undefined ? {} : { timeout }),
    });
    let out = '';
    child.stdout?.on('data', (piece) => {
      out += piece;
    });
    child.on('error', (error) => {
      if (error.name !== 'AbortError') reject(error);
    });
    child.on('close', (code) => resolve({ code: code ?? 1, out }));
  });
}
