import process from 'node:process';
import type { Command } from 'commander';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import { importMcp, McpError, type McpTarget } from '../../world/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { askConsent } from '../consent.ts';
import { type ConversionOptions, convertCatalog, dialectOfFile, targetDialect } from '../conversion.ts';
import { loadCatalog } from '../files.ts';
import { oneOf, positiveNumber } from '../options.ts';
import { pythonDocument } from '../python-document.ts';

type ImportOptions = Omit<ConversionOptions, 'to'> & Partial<Pick<ConversionOptions, 'to'>>;

interface McpImportOptions extends ImportOptions {
  readonly yes: boolean;
  readonly timeout: number;
  readonly env: readonly string[];
  readonly header: readonly string[];
}

/** `magnet import mcp|openapi|python`: signatures from a running MCP server, an OpenAPI document or Python code. */
export const registerImport: RegisterCommand = (program, context) => {
  const command = program
    .command('import')
    .description('Take signatures from a running MCP server, an OpenAPI document or Python code.');
  outputOptions(command.command('mcp'))
    .description('Ask an MCP server for its tools: magnet import mcp -- COMMAND ARGS…, or a URL.')
    .argument('<server...>', 'the command that starts the server, after --, or its URL')
    .option('--yes', 'start the command without asking', false)
    .option('--timeout <seconds>', 'how long to wait for each answer', positiveNumber, 60)
    .option('--env <name[=value]>', 'pass a variable to the command (repeatable)', collect, [])
    .option('--header <name: value>', 'send a header to the URL (repeatable)', collect, [])
    .action((server: string[], options: McpImportOptions) => runMcp(server, options, context));
  outputOptions(command.command('openapi'))
    .description('Read the operations of OpenAPI 2.0 to 3.2 documents, JSON or YAML.')
    .argument('<files...>', 'OpenAPI documents')
    .action(async (files: string[], options: ImportOptions) => {
      const { catalog } = await loadCatalog(files, context, { kind: 'openapi' });
      await convertCatalog(catalog, withTarget(options), context);
    });
  outputOptions(command.command('python'))
    .description('Read the functions of Python files, or the methods of their classes (FILE#Class). Nothing is run.')
    .argument('<files...>', 'FILE.py, or FILE.py#Class')
    .action((files: string[], options: ImportOptions) => runPython(files, options, context));
};

function outputOptions(command: Command): Command {
  return command
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--to <dialect>', 'dialect to write (default: fsig for a .fsig file, else mcp)', targetDialect)
    .option('--force', 'overwrite an existing file', false)
    .option(
      '--format <format>',
      'text or json (with losses and the table of mapped names)',
      oneOf('text', 'json'),
      'text',
    );
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

function withTarget(options: ImportOptions): ConversionOptions {
  return { ...options, to: options.to ?? dialectOfFile(options.out) };
}

async function runMcp(words: string[], options: McpImportOptions, context: CommandContext): Promise<void> {
  const target = targetOf(words, options);
  if (target.kind === 'stdio') {
    const what = [target.command, ...target.args].join(' ');
    await askConsent({ question: 'Start this program?', what, verb: 'start' }, options.yes, context);
  }
  context.terminal.progress(`Asking ${words.join(' ')} for its tools…`);
  try {
    const { text, server } = await importMcp(target, { timeout: options.timeout * 1_000, signal: context.signal });
    const document = parseDocument(`mcp:${encodeURIComponent(server.name)}`, text, { kind: 'json', dialect: 'mcp' });
    await convertCatalog(buildCatalog([document]), withTarget(options), context);
  } catch (error) {
    if (!(error instanceof McpError)) throw error;
    const said = error.stderr.trim();
    throw said === '' ? new UsageError(error.message) : new UsageError(`${error.message} It wrote:`, said.split('\n'));
  }
}

async function runPython(written: string[], options: ImportOptions, context: CommandContext): Promise<void> {
  const documents = await Promise.all(written.map((name) => pythonDocument(name, context)));
  await convertCatalog(buildCatalog(documents), withTarget(options), context);
}

function targetOf(words: readonly string[], options: McpImportOptions): McpTarget {
  const [command = '', ...args] = words;
  if (/^https?:\/\//i.test(command) && args.length === 0) {
    return { kind: 'http', url: command, headers: Object.fromEntries(options.header.map(header)) };
  }
  return { kind: 'stdio', command, args, env: Object.fromEntries(options.env.map(variable)) };
}

function header(text: string): [string, string] {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError(`--header ${text}: write it as "Name: value".`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function variable(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, process.env[text] ?? ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
