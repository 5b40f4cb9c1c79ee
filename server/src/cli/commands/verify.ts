import path from 'node:path';
import { Option } from 'commander';
import {
  MANIFEST,
  type Manifest,
  parseManifest,
  type RunSettings,
  Verifier,
  type VerifyGround,
  type VerifyReport,
  type WorldTarget,
} from '../../dataset/index.ts';
import { openRunFolder } from '../../files/index.ts';
import { catalogHash } from '../../signature/index.ts';
import { createOfflineTeacher } from '../../teacher/index.ts';
import { createGenerationContext, type GenerationContext } from '../../trajectory/index.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { curatedGraph, loadStated } from '../curation.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { VERSION } from '../version.ts';
import { openWorld, WORLD_FORMS, type WorldOptions, worldOptions } from '../world.ts';

interface VerifyOptions extends WorldOptions {
  readonly world?: string;
  readonly format: 'text' | 'json';
}

/** `magnet verify DIR [FILES…]`: whether a data set is what it says, record by record. */
export const registerVerify: RegisterCommand = (program, context) => {
  worldOptions(program.command('verify'))
    .description('Prove every record of a run again, from its seed and its own words alone.')
    .argument('<run>', "folder of a run, its records file, or another tool's file of conversations")
    .argument('[files...]', 'signature files the run was made from: with them its calls run again')
    .option('--world <world>', `what runs the calls, where the manifest does not say: ${WORLD_FORMS}`)
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (run: string, files: string[], options: VerifyOptions) => {
      const report = await verify(run, files, options, context).catch((error: unknown) => {
        throw fileError(error);
      });
      if (report.failed.length > 0 || report.broken.length > 0 || report.records === 0) context.exit(EXIT.findings);
      context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, run));
    });
};

async function verify(
  run: string,
  files: string[],
  options: VerifyOptions,
  context: CommandContext,
): Promise<VerifyReport> {
  const source = await dataFile(path.resolve(context.cwd, run));
  const manifest = parseManifest(await openRunFolder(path.dirname(source)).read(MANIFEST));
  const ground = await groundOf(manifest, files, options, context);
  try {
    const verifier = new Verifier(ground);
    let done = 0;
    for await (const row of rowsOf(source)) {
      context.signal.throwIfAborted();
      await verifier.add(row);
      done += 1;
      if (done % 100 === 0) context.terminal.progress(`${done} records looked at`);
    }
    return verifier.finish();
  } finally {
    await ground.context?.world.close();
  }
}

/** What the records are run again in, as far as it can be had, and what their seeds follow from. */
async function groundOf(
  manifest: Manifest | undefined,
  files: string[],
  options: VerifyOptions,
  context: CommandContext,
): Promise<VerifyGround> {
  const run = manifest === undefined ? {} : { run: seedsOf(manifest) };
  if (files.length === 0) return { ...run, why: 'no signature files were given' };
  const world = worldOf(manifest, options);
  if (world.target === undefined) return { ...run, why: world.why };
  return { ...run, context: await contextIn(world.target, files, { ...world.options, ...given(options) }, context) };
}

function seedsOf({ settings }: Manifest): NonNullable<VerifyGround['run']> {
  const { seed, attempts } = settings as unknown as Pick<RunSettings, 'seed' | 'attempts'>;
  return { seed: String(seed), attempts: Math.min(1000, Number(attempts) || 1) };
}

interface ChosenWorld {
  readonly target?: string;
  readonly options?: Omit<WorldTarget, 'target'>;
  readonly why: string;
}

/** A real world is opened by a person who said so, and not because a file in the folder names it. */
function worldOf(manifest: Manifest | undefined, options: VerifyOptions): ChosenWorld {
  if (options.world !== undefined) return { target: options.world, why: '' };
  const made = manifest?.world ?? 'simulated';
  if (made === 'simulated') return { target: made, why: '' };
  if (!options.yes) return { why: `made in a real world (${made}), which runs only with --yes` };
  if (manifest?.worldTarget === undefined)
    return { why: `made in a real world (${made}) that the manifest does not name: name it with --world` };
  const { target, ...rest } = manifest.worldTarget;
  return { target, options: rest, why: '' };
}

/** Options that were given, beside those of the manifest. */
function given(options: VerifyOptions): WorldOptions {
  const { format: _format, world: _world, ...rest } = options;
  return rest;
}

async function contextIn(
  target: string,
  files: string[],
  options: WorldOptions,
  context: CommandContext,
): Promise<GenerationContext> {
  const loaded = await loadStated(files, context);
  const world = await openWorld(target, loaded.catalog, options, context);
  return createGenerationContext({
    functions: loaded.catalog.entries,
    graph: await curatedGraph(loaded, context),
    world,
    teacher: createOfflineTeacher(),
    catalogHash: catalogHash(loaded.catalog),
    codeVersion: VERSION,
    extraTools: 0,
    signal: context.signal,
  });
}

function reportText(report: VerifyReport, run: string): string {
  const { records, ok, failed, broken, notChecked } = report;
  const lines = [
    records === 0
      ? `${run} holds no record`
      : `${ok} of ${records} records hold what they say, in all that was checked`,
    ...broken.map(({ line, reason }) => `line ${line}: ${reason}`),
    ...failed.map(({ index, id, problems }) => {
      const [first] = problems;
      const place = first?.message === undefined ? '' : `, message ${first.message}`;
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      return `record ${index} (${id}): ${first?.check}${place}: ${first?.detail}${more}`;
    }),
    ...Object.entries(notChecked).map(
      ([check, { records: count, why }]) => `not checked: ${check} of ${count} records: ${why.join('; ')}`,
    ),
  ];
  return joinLines(lines);
}
