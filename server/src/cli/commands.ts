import type { RegisterCommand } from './command.ts';

/** Every command, in the order of the help. The code of each is read when it is wanted: all together are long to read. */
const COMMANDS: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  check: async () => (await import('./commands/check.ts')).registerCheck,
  'check-data': async () => (await import('./commands/check-data.ts')).registerCheckData,
  convert: async () => (await import('./commands/convert.ts')).registerConvert,
  describe: async () => (await import('./commands/describe.ts')).registerDescribe,
  domain: async () => (await import('./commands/domain.ts')).registerDomain,
  export: async () => (await import('./commands/export.ts')).registerExport,
  mask: async () => (await import('./commands/mask.ts')).registerMask,
  train: async () => (await import('./commands/train.ts')).registerTrain,
  generate: async () => (await import('./commands/generate.ts')).registerGenerate,
  graph: async () => (await import('./commands/graph.ts')).registerGraph,
  import: async () => (await import('./commands/import.ts')).registerImport,
  'import-data': async () => (await import('./commands/import-data.ts')).registerImportData,
  paths: async () => (await import('./commands/paths.ts')).registerPaths,
  phrase: async () => (await import('./commands/phrase.ts')).registerPhrase,
  prompts: async () => (await import('./commands/prompts.ts')).registerPrompts,
  serve: async () => (await import('./commands/serve.ts')).registerServe,
  mock: async () => (await import('./commands/mock.ts')).registerMock,
  share: async () => (await import('./commands/share.ts')).registerShare,
  stale: async () => (await import('./commands/stale.ts')).registerStale,
  stats: async () => (await import('./commands/stats.ts')).registerStats,
  verify: async () => (await import('./commands/verify.ts')).registerVerify,
  worker: async () => (await import('./commands/worker.ts')).registerWorker,
  test: async () => (await import('./commands/test.ts')).registerTest,
  score: async () => (await import('./commands/score.ts')).registerScore,
  eval: async () => (await import('./commands/eval.ts')).registerEval,
  call: async () => (await import('./commands/call.ts')).registerCall,
  lsp: async () => (await import('./commands/lsp.ts')).registerLsp,
};

/**
 * What the words of a command line need: the command they name; all where they name none, for the help and to propose one
 * that is near.
 */
export async function commandsFor(words: readonly string[]): Promise<RegisterCommand[]> {
  const named = words.find((word) => !word.startsWith('-'));
  if (named === undefined && words.some((word) => word === '-V' || word === '--version')) return [];
  const one = named !== undefined && Object.hasOwn(COMMANDS, named) ? COMMANDS[named] : undefined;
  return await Promise.all((one === undefined ? Object.values(COMMANDS) : [one]).map((load) => load()));
}
