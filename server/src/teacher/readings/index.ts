export { checkReading } from './check.ts';
export { askedFunctions, proposeReadings, type ReadingProposals } from './collect.ts';
export type { ProposedReading, ReadingProposal, RefusedReading } from './types.ts';
