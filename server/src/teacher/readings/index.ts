export { checkReading } from './check.ts';
export { proposeReadings, type ReadingOptions, type ReadingProposals } from './collect.ts';
export type { AskedFunction, ProposedReading, ReadingProposal, RefusedReading, WrittenReadings } from './types.ts';
