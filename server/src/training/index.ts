export { type Curve, readTrainingLog, type TrainingLog } from './curves.ts';
export { curvesPage } from './curves-page.ts';
export { findTrainingLog } from './log-file.ts';
export { readRecipes } from './package.ts';
export { PYTHON, resumeCommands, SETUP, type TrainingCommand } from './plan.ts';
export { changed, type Recipe, RecipeError } from './recipe.ts';
export { NothingToTrain, type Training, writeTraining } from './write.ts';
