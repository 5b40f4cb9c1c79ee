export { askInGerman, askToCheckInGerman, missingInGerman } from './agent.ts';
export { writeGermanQuery } from './query.ts';
export { doneInGerman, summarizeInGerman } from './report.ts';
export { germanForms, withMachineNumbers } from './values.ts';
