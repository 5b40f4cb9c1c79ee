import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../signature/index.ts';
import {
  createHttpWorld,
  createMcpWorld,
  createModuleWorld,
  createSimulatedWorld,
  type World,
} from '../world/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { askConsent } from './consent.ts';

/** How `--world` is written, for help texts. */
export const WORLD_FORMS = 'simulated, module:FILE, mcp:COMMAND or mcp:URL, http:BASE-URL';

/**
 * The world that `--world` names. A real one is made only after a person's yes.
 * @throws UsageError where the text names none, its file is not there, or the answer is no.
 */
export async function openWorld(
  written: string,
  catalog: Catalog,
  yes: boolean,
  context: CommandContext,
): Promise<World> {
  const functions = catalog.entries;
  const [kind, rest] = splitKind(written);
  try {
    if (kind === 'simulated' && rest === '') return createSimulatedWorld(functions);
    if (kind === 'module' && rest !== '') {
      const file = path.resolve(context.cwd, rest);
      if ((await stat(file).catch(() => undefined))?.isFile() !== true)
        throw new UsageError(`--world: there is no file ${file}.`);
      await askConsent({ question: 'Run the functions of this file?', what: file, verb: 'run' }, yes, context);
      return createModuleWorld({ file, functions, consent: true });
    }
    if (kind === 'mcp' && rest !== '') return await openMcp(rest, catalog, yes, context);
    if (kind === 'http' && rest !== '') {
      const baseUrl = /^https?:/i.test(rest) ? rest : `http:${rest}`;
      await askConsent({ question: 'Send requests to this service?', what: baseUrl, verb: 'call' }, yes, context);
      return createHttpWorld({ baseUrl, functions, consent: true });
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new UsageError(`--world: ${error.message}.`);
    throw error;
  }
  throw new UsageError(`--world ${written}: write one of ${WORLD_FORMS}.`);
}

async function openMcp(
  rest: string,
  { entries: functions }: Catalog,
  yes: boolean,
  context: CommandContext,
): Promise<World> {
  if (/^https?:\/\//i.test(rest)) {
    await askConsent({ question: 'Call the tools of this server?', what: rest, verb: 'call' }, yes, context);
    return createMcpWorld({ target: { kind: 'http', url: rest }, functions, consent: true });
  }
  await askConsent({ question: 'Start this program and call its tools?', what: rest, verb: 'start' }, yes, context);
  const [command = '', ...args] = words(rest);
  return createMcpWorld({ target: { kind: 'stdio', command, args, cwd: context.cwd }, functions, consent: true });
}

function splitKind(written: string): [kind: string, rest: string] {
  const colon = written.indexOf(':');
  return colon < 0 ? [written, ''] : [written.slice(0, colon), written.slice(colon + 1).trim()];
}

/** Words of a command line; quotes keep blanks together. No shell reads it. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
