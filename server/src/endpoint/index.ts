export { adviceFor } from './advice.ts';
export {
  BfclInputError,
  type BfclReport,
  type BfclScoreOptions,
  type BfclVerdict,
  createMultiTurnJudge,
  findBackends,
  scoreBfcl,
} from './bfcl/index.ts';
export { createEndpointClient, type EndpointClient, type EndpointClientOptions } from './client.ts';
export { type PlayEvent, type PlayOptions, playTrajectory, type TurnResult } from './play.ts';
export { BASELINE_MODEL, BASELINE_NOTICE, createBaselinePolicy } from './policy/baseline.ts';
export type { Policy, PolicyMove, PolicyRequest } from './policy/types.ts';
export {
  type ActualCall,
  type CallsScore,
  compare as compareCall,
  exactReference,
  type ReferenceCall,
  type SignatureByName,
  scoreCalls,
} from './score/calls.ts';
export { compareOutcomes, type OutcomeComparison } from './score/outcome.ts';
export { sameValueAs, standardText } from './score/value.ts';
export { type Endpoint, type EndpointOptions, startEndpoint } from './server/start.ts';
export { type CallReport, type CheckedCall, exampleArguments, type TestCallOptions, testCall } from './test-call.ts';
export { argumentProblems } from './validity.ts';
