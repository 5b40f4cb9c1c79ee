import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyInto, isThere, readRegularText } from '../files/index.ts';
import { parseRecipe, type Recipe, RecipeError } from './recipe.ts';

/** Folders of `training/` that go along with a bundle; `scripts/build.mjs` copies them. */
const [PACKAGE, RECIPES, LAUNCH] = ['magnet_training', 'recipes', 'launch'] as const;
const MAX_BYTES = 1024 * 1024;

/** Where `training/` lies: beside the bundles in `dist`, or in the checkout where the sources run. */
async function trainingFolder(): Promise<string> {
  const here = path.dirname(fileURLToPath(import.meta.url));
  for (const up of ['../training', '../../../training']) {
    const folder = path.resolve(here, up);
    if (await isThere(path.join(folder, PACKAGE))) return folder;
  }
  throw new RecipeError('the folder training is missing from this installation of Magnet');
}

/** Every recipe, by name. */
export async function readRecipes(): Promise<Recipe[]> {
  const folder = path.join(await trainingFolder(), RECIPES);
  const names = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return await Promise.all(
    names.map(async (file) =>
      parseRecipe(file.slice(0, -'.json'.length), await readRegularText(path.join(folder, file), MAX_BYTES)),
    ),
  );
}

/** Puts the Python package and its settings of several GPUs into a folder, in place of what is there. @returns the copies */
export async function copyPackage(out: string): Promise<string[]> {
  const folder = await trainingFolder();
  const copies: string[] = [];
  for (const [name, ending] of [
    [PACKAGE, '.py'],
    [LAUNCH, '.yaml'],
  ] as const) {
    for (const file of (await readdir(path.join(folder, name))).filter((one) => one.endsWith(ending)).sort())
      copies.push(await copyInto(path.join(folder, name, file), path.join(out, name)));
  }
  return copies;
}
