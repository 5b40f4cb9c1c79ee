export { adviceFor } from './advice.ts';
export * from './bfcl/index.ts';
export { createEndpointClient, type EndpointClient, type EndpointClientOptions } from './client.ts';
export { erroredResult, playRecord } from './engine/play-record.ts';
export { inPool } from './engine/pool.ts';
export { createRecordedWorld } from './engine/recorded-world.ts';
export { headProblem, type KnownResults, type ResultsHead, readResults } from './engine/results-file.ts';
export { runTests, type Stage, type TestRun, type TestRunOutcome } from './engine/run-tests.ts';
export type { BrokenLine, RecordResult, TestTurn } from './engine/types.ts';
export { type EndpointMoney, endpointTerms } from './money.ts';
export { type OpenEndpoint, type OpenEndpointOptions, openEndpoint } from './open-endpoint.ts';
export { type PlayEvent, type PlayOptions, playTrajectory, type TurnResult } from './play.ts';
export { BASELINE_MODEL, BASELINE_NOTICE, createBaselinePolicy } from './policy/baseline.ts';
export { createPolicyClient } from './policy/client.ts';
export { createReplayPolicy, NO_REPLAY, type ReplaySide } from './policy/replay.ts';
export type { Policy, PolicyMove, PolicyRequest } from './policy/types.ts';
export { prompted, promptedMessages } from './prompted.ts';
export * from './proxy/index.ts';
export { htmlReport } from './report/html.ts';
export { junitReport } from './report/junit.ts';
export { markdownReport } from './report/markdown.ts';
export { mcnemar, passPower, percentile, type Share, wilson } from './report/statistics.ts';
export { makeReport, type ReportInput, type TestPrice, type TestReport } from './report/summary.ts';
export { textReport } from './report/text.ts';
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
export { HttpError } from './server/http-error.ts';
export { type Endpoint, type EndpointOptions, randomToken, startEndpoint } from './server/start.ts';
export { type CallReport, type CheckedCall, exampleArguments, type TestCallOptions, testCall } from './test-call.ts';
export * from './tests/index.ts';
export * from './toolquery/index.ts';
export { argumentProblems } from './validity.ts';
export { FAULT_LABELS, type Fault, type FaultLabel, type Verdict } from './verdict/labels.ts';
export { asksOrRefuses } from './verdict/manner.ts';
export { textFaults } from './verdict/text.ts';
export { judgeTurn, type PlayedTurn, type TurnVerdict } from './verdict/turn.ts';
