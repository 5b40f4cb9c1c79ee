import {
  MANIFEST,
  parseManifest,
  type RunSettings,
  runGeneration,
  runSettings,
  settingsIn,
} from '../../dataset/index.ts';
import { openRunFolder, type RunFolder } from '../../files/index.ts';
import { isObject } from '../../json/index.ts';
import { type CatalogEntry, catalogHash } from '../../signature/index.ts';
import { LANGUAGES, type Language } from '../../teacher/index.ts';
import { createSimulatedWorld } from '../../world/index.ts';
import { refused } from '../guard.ts';
import type { GenerateParams, GenerateSummary, RunProgress } from '../protocol.ts';
import { functionsOf } from '../runs/review.ts';
import { graphOf, statedEntries } from '../scope.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';
import { VERSION } from '../version.ts';
import { teacherIn } from './catalog-teacher.ts';
import { soundPaths } from './paths.ts';

/** Progress is told this often at most. */
const PROGRESS_MS = 200;

/** Makes trajectories into a folder, see `GenerateParams`. Cancelled, it keeps what is done, and the same request goes on. */
export async function generate(
  session: Session,
  params: GenerateParams,
  signal: AbortSignal,
): Promise<GenerateSummary> {
  const directory = filePath(params.out);
  if (directory === undefined) throw refused('A run needs a folder on this machine.');
  const folder = openRunFolder(directory);
  await session.graph.reload();
  const { functions, settings, language } =
    params.resume === true ? await resumed(session, folder, params.teacher) : await asked(session, params);
  if (functions.length === 0) throw refused('There are no functions to generate from.');
  const graph = await graphOf(session, functions);
  const { statedCatalog: catalog } = session.graph;
  const teacher = await teacherIn(session, language === undefined ? params : { ...params, language }, directory);
  try {
    const summary = await runGeneration({
      functions,
      graph,
      catalogHash: catalogHash({ ...catalog, entries: functions }),
      world: createSimulatedWorld(functions),
      teacher,
      settings,
      folder,
      codeVersion: VERSION,
      concurrency: teacher.id === 'offline' ? 1 : (params.limits?.concurrency ?? 8),
      signal,
      onProgress: progressTo(session, params.runId),
      now: () => performance.now(),
    });
    const { out, counts, dropped, pairs, seconds, cancelled } = summary;
    return { out, counts, dropped, pairs, seconds, cancelled };
  } finally {
    await teacher.close();
  }
}

/** What a run is made of, beside its teacher. */
interface Subject {
  readonly functions: readonly CatalogEntry[];
  readonly settings: RunSettings;
  /** What the run was begun in; absent where the request says it. */
  readonly language?: Language;
}

async function asked(session: Session, params: GenerateParams): Promise<Subject> {
  const { count, seed, start } = params;
  const functions = statedEntries(session, params);
  if (params.paths !== undefined)
    return {
      functions,
      settings: runSettings({ count, seed, paths: await soundPaths(session, params.paths, functions) }),
    };
  const path = start === undefined ? {} : { path: { start } };
  return { functions, settings: runSettings({ count, seed, ...path }) };
}

/** The subject of the unfinished run in a folder: its settings, and the functions whose hash it names. */
async function resumed(session: Session, folder: RunFolder, teacher: string): Promise<Subject> {
  const manifest = parseManifest(await folder.read(MANIFEST));
  const settings = manifest === undefined ? undefined : settingsIn(manifest);
  if (manifest === undefined || settings === undefined) throw refused('The folder holds no run that could go on.');
  if (manifest.world !== 'simulated')
    throw refused(`This run calls the world "${manifest.world}": go on with magnet generate in a terminal.`);
  if (manifest.teacher?.id !== teacher)
    throw refused(`This run was started with the teacher "${manifest.teacher?.id}".`);
  const functions = functionsOf(session, manifest.catalogHash);
  if (functions === undefined)
    throw refused('The signatures changed since this run was started, so it cannot go on. Generate a new run.');
  const { parameters } = manifest.teacher;
  const written = isObject(parameters) ? parameters.language : undefined;
  const language = LANGUAGES.find((each) => each === written) ?? 'en';
  return { functions, settings: runSettings(settings), language };
}

function progressTo(session: Session, runId: string): (state: Omit<RunProgress, 'runId'>) => void {
  let told = 0;
  return (state) => {
    const now = performance.now();
    if (now - told < PROGRESS_MS && state.done < state.total) return;
    told = now;
    const progress: RunProgress = { runId, ...state };
    void session.connection.sendNotification('magnet/runProgress', progress);
  };
}
