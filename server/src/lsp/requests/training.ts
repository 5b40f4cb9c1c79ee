import path from 'node:path';
import { isThere } from '../../files/index.ts';
import {
  changed,
  curvesPage,
  findTrainingLog,
  NothingToTrain,
  RecipeError,
  readRecipes,
  writeTraining,
} from '../../training/index.ts';
import { refused } from '../guard.ts';
import type { RecipeItem, TrainingCurvesResult, WriteTrainingParams, WriteTrainingResult } from '../protocol.ts';
import { recordsFile } from '../runs/source.ts';
import { filePath, fileUri } from '../uris.ts';

export async function recipes(): Promise<readonly RecipeItem[]> {
  return (await readRecipes()).map(({ name, about, method, trainer, model }) => ({
    name,
    about,
    method,
    trainer,
    model,
  }));
}

/** Rows, settings and commands of a training, see `WriteTrainingParams`; what `magnet train` does. */
export async function write(params: WriteTrainingParams, signal: AbortSignal): Promise<WriteTrainingResult> {
  const source = await recordsFile(String(params.uri));
  if (!(await isThere(source))) throw refused(`${path.dirname(source)} holds no ${path.basename(source)}.`);
  const out = filePath(params.out);
  if (out === undefined) throw refused('A training needs a folder on this machine.');
  if (params.overwrite !== true && (await isThere(out))) throw refused(`${out} is there already.`);
  const recipe = (await readRecipes()).find(({ name }) => name === params.recipe);
  if (recipe === undefined) throw refused(`There is no recipe ${String(params.recipe)}.`);
  try {
    const model = params.model === undefined ? {} : { model: String(params.model) };
    const { data, lines, notes } = await writeTraining(source, out, changed(recipe, model), { choices: {}, signal });
    const { rows, records, dropped } = data;
    return { rows, records, dropped, lines, notes };
  } catch (error) {
    if (error instanceof NothingToTrain || error instanceof RecipeError) throw refused(error.message);
    throw error;
  }
}

/** What the training of a folder has logged so far; null where nothing is logged yet. */
export async function curves(uri: string): Promise<TrainingCurvesResult | null> {
  const folder = filePath(uri);
  if (folder === undefined) throw refused('A training is read from a folder on this machine.');
  const found = await findTrainingLog(folder);
  if (found === undefined) return null;
  const { file, log } = found;
  return { file: fileUri(file), step: log.step, page: curvesPage(`Training ${path.basename(folder)}`, log) };
}
