import type { DialectId } from '../../signature/index.ts';
import type { RegisterCommand } from '../command.ts';
import { type ConversionOptions, convertCatalog, sourceDialect, targetDialect } from '../conversion.ts';
import { loadCatalog } from '../files.ts';
import { oneOf } from '../options.ts';
import { readProgram } from '../program-document.ts';

/** `magnet convert FILES… --to ID`: signatures from any dialect into any other. */
export const registerConvert: RegisterCommand = (program, context) => {
  program
    .command('convert')
    .description('Write signatures in another dialect. What it cannot express is listed, never silently lost.')
    .argument('<files...>', 'signature files, folders or globs; Python and TypeScript whose schemas are literals')
    .requiredOption(
      '--to <dialect>',
      'fsig, openai-chat, openai-responses, anthropic, gemini, mcp, bfcl, …',
      targetDialect,
    )
    .option('--from <dialect>', 'read every element as this dialect instead of recognising it', sourceDialect)
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--force', 'overwrite an existing file', false)
    .option(
      '--format <format>',
      'text or json (with losses and the table of mapped names)',
      oneOf('text', 'json'),
      'text',
    )
    .action(async (files: string[], options: ConversionOptions & { from?: DialectId }) => {
      const reading = options.from === undefined ? {} : { dialect: options.from };
      const { catalog } = await loadCatalog(
        files,
        context,
        reading,
        async (file, text) => (await readProgram(file, text, context, reading))?.document,
      );
      await convertCatalog(catalog, options, context);
    });
};
