export { descriptionFault, type WrittenDescription } from './check.ts';
export { type Improvement, type Improvements, improveDescriptions } from './collect.ts';
