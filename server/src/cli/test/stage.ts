import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createRecordedWorld, recordedStage, type Stage } from '../../endpoint/index.ts';
import { type Catalog, catalogHash } from '../../signature/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { World } from '../../world/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { openWorld, type WorldOptions } from '../world.ts';
import type { TestOptions } from './options.ts';
import type { RecordSource } from './records.ts';

/** What the records are played in. */
export interface TestStage {
  readonly stageOf: (record: TrajectoryRecord) => Stage;
  /** As the head of a results file names it. */
  readonly world: string;
  readonly catalogHash: string;
  /** More than one record at once would share the state of a real world. */
  readonly alone: boolean;
  close(): Promise<void>;
}

/**
 * The stage of a run: its own world and its own catalog. Without signature files each record answers itself.
 * @throws UsageError for files of another catalog, and for a real world that nobody names.
 */
export async function openStage(
  source: RecordSource,
  first: TrajectoryRecord,
  catalog: Catalog | undefined,
  options: TestOptions,
  context: CommandContext,
): Promise<TestStage> {
  if (catalog === undefined) return withoutFiles(options, first, context);
  const hash = catalogHash(catalog);
  if (first.catalogHash !== hash)
    throw new UsageError(
      'the run was made from other signatures than these files hold. Name the files it was made from; without files each record is played with its own tools and outputs.',
    );
  const ofHash = (stage: (record: TrajectoryRecord) => Stage) => (record: TrajectoryRecord) =>
    record.catalogHash === hash ? stage(record) : { error: 'the record was made from other signatures' };
  const functions = catalog.entries;
  const made = first.provenance?.world ?? 'simulated';
  if (options.world === 'recorded') {
    const stageOf = ofHash((record) => ({ world: createRecordedWorld(record, functions), functions }));
    return { stageOf, world: 'recorded', catalogHash: hash, alone: false, close: async () => {} };
  }
  const { written, more } = await worldOf(options, made, source);
  const world = await openWorld(written, catalog, { ...more, ...options }, context);
  const stageOf = ofHash((record) => stageIn(world, record, options.world !== undefined, functions));
  return {
    stageOf,
    world: written,
    catalogHash: hash,
    alone: world.id !== 'simulated',
    close: () => world.close(),
  };
}

/** A record of one world says nothing in another, unless a person chose it. */
function stageIn(world: World, record: TrajectoryRecord, chosen: boolean, functions: Catalog['entries']): Stage {
  const made = record.provenance?.world ?? 'simulated';
  return chosen || made === world.id
    ? { world, functions }
    : { error: `the record was made in a world of kind ${made}; name it with --world` };
}

function withoutFiles(options: TestOptions, first: TrajectoryRecord, context: CommandContext): TestStage {
  if (options.world !== undefined && options.world !== 'recorded')
    throw new UsageError(`--world ${options.world} needs the signature files that the run was made from.`);
  context.terminal.message(
    'No signature files: calls are checked against the tools of each record and answered from it.',
  );
  return {
    stageOf: recordedStage,
    world: 'recorded',
    catalogHash: first.catalogHash,
    alone: false,
    close: async () => {},
  };
}

/** The world that a person names, else the run's own. */
async function worldOf(
  options: TestOptions,
  made: string,
  source: RecordSource,
): Promise<{ written: string; more: Partial<WorldOptions> }> {
  if (options.world !== undefined) return { written: options.world, more: {} };
  if (made === 'simulated') return { written: made, more: {} };
  const known = source.manifest?.worldTarget;
  if (known === undefined)
    throw new UsageError(
      `the run was made in a world of kind ${made}, and does not say which. Name it with --world ${made}:…, or take --world recorded.`,
    );
  const { target, ...more } = known;
  const { state } = more;
  return {
    written: await placed(target, source.folder),
    more: state === undefined ? more : { ...more, state: await nearest(state, source.folder) },
  };
}

async function placed(target: string, folder: string): Promise<string> {
  if (!target.startsWith('module:')) return target;
  const [file = '', ...rest] = target.slice('module:'.length).split('#');
  return ['module:', await nearest(file, folder), ...rest.map((name) => `#${name}`)].join('');
}

const MAX_PARENTS = 5;

/** A file as it was named where the run was made: from here, else from the folders above the run. */
async function nearest(file: string, folder: string): Promise<string> {
  const places = ['.'];
  for (let place = folder, up = 0; up < MAX_PARENTS; up += 1, place = path.dirname(place)) places.push(place);
  for (const place of places) {
    const candidate = path.resolve(place, file);
    if ((await stat(candidate).catch(() => undefined))?.isFile() === true) return candidate;
  }
  return file;
}
