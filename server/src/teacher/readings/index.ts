export { checkReading } from './check.ts';
export { askedFunctions, proposeReadings, type ReadingProposals } from './collect.ts';
export type { AskedFunction, ProposedReading, ReadingProposal, RefusedReading } from './types.ts';
