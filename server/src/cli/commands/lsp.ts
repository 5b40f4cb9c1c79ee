import type { RegisterCommand } from '../command.ts';

export const registerLsp: RegisterCommand = (program) => {
  program
    .command('lsp')
    .description('Run the language server for any editor that speaks LSP.')
    .option('--stdio', 'talk over standard input and output (the default and only transport)')
    .action(async () => {
      const { serveStdio } = await import('../../lsp/index.ts');
      serveStdio();
      await new Promise<never>(() => {});
    });
};
