/**
 * Every message between client and server beyond LSP itself. With the files of `protocol/`, which hold what the messages
 * carry, this is all that both sides share; there are types alone, so the client bundle takes no server code with it.
 * The contract in prose: docs/protocol.md.
 */
import type { CallReport, FoundServer, ProxyCounts, ToldExchange } from '../endpoint/index.ts';
import type { SignaturePath } from '../path/index.ts';
import type { DomainView, ProposeReadingsParams, ProposeReadingsResult } from './protocol/domain.ts';
import type { FunctionItem, LookForToolsResult, Scope, SignatureDetail } from './protocol/functions.ts';
import type { GenerateParams, GenerateSummary, RunProgress } from './protocol/generation.ts';
import type { CurateParams, GraphParams, GraphView } from './protocol/graph.ts';
import type { CheckPathsParams, CheckPathsResult, PathsParams } from './protocol/paths.ts';
import type {
  DiffRunsParams,
  DiffRunsResult,
  OpenRunParams,
  OpenRunResult,
  QueryFieldItem,
  ReadRecordResult,
  RecordSummary,
  ReviewResult,
  RunIndexed,
  SearchRunResult,
  ShareForm,
} from './protocol/records.ts';
import type {
  AskAgainParams,
  AskAgainResult,
  EditRecordParams,
  EditRecordResult,
  MakePairParams,
  MakePairResult,
  ReviewParams,
  UndoReviewResult,
} from './protocol/review.ts';
import type {
  ExportParams,
  ExportResult,
  ExportTargetItem,
  LossMaskParams,
  RecipeItem,
  RunItem,
  RunStatisticsResult,
  StaleResult,
  TrainingCurvesResult,
  VerifyRunResult,
  WriteTrainingParams,
  WriteTrainingResult,
} from './protocol/runs.ts';
import type {
  CheckParams,
  CheckResult,
  ConvertParams,
  ConvertResult,
  ImportMcpParams,
  ImportMcpResult,
  MatrixResult,
} from './protocol/schemas.ts';
import type {
  AskEditorModelParams,
  AskEditorModelResult,
  ImproveDescriptionParams,
  ImproveDescriptionResult,
} from './protocol/teacher.ts';
import type {
  RunTestsParams,
  RunTestsResult,
  SaveTestParams,
  TestCallParams,
  TestEvent,
  TestPathsResult,
  TestPauseParams,
  TestPauseResult,
  TestsResult,
} from './protocol/tests.ts';

export type {
  CallCheck,
  CheckedCertificate,
  RecordEdit,
  ReviewFilter,
  ReviewState,
  RunCondition,
} from '../dataset/index.ts';
export type {
  CallReport,
  FoundServer,
  ProxyCounts,
  TestOutline,
  ToldExchange,
  Verdict,
} from '../endpoint/index.ts';
export type { DependencyEdge, Evidence } from '../graph/index.ts';
export type { Json, JsonObject, JsonSchema } from '../json/index.ts';
export type {
  GivenPath,
  PathOperation,
  PathProblem,
  PathTurn,
  SignaturePath,
} from '../path/index.ts';
export type {
  ArgumentSource,
  ErrorType,
  Message,
  ToolCall,
  TrajectoryRecord,
  TurnInfo,
} from '../trajectory/index.ts';
export type * from './protocol/domain.ts';
export type * from './protocol/functions.ts';
export type * from './protocol/generation.ts';
export type * from './protocol/graph.ts';
export type * from './protocol/paths.ts';
export type * from './protocol/records.ts';
export type * from './protocol/review.ts';
export type * from './protocol/runs.ts';
export type * from './protocol/schemas.ts';
export type * from './protocol/teacher.ts';
export type * from './protocol/tests.ts';

/** `initializationOptions` of the initialize request. */
export interface InitOptions {
  /** False in an untrusted workspace: the server then executes and sends nothing. */
  readonly trusted: boolean;
  /** Milliseconds after which one uninterrupted piece of work is ended; default 10,000. */
  readonly longestWorkMs?: number;
}

/** Requests from client to server: name → [params, result]. */
export interface ServerRequests {
  'magnet/functions': [Scope, readonly FunctionItem[]];
  'magnet/lookForTools': [{ readonly uri: string; readonly text: string }, LookForToolsResult];
  'magnet/signature': [{ readonly function: string }, SignatureDetail | null];
  'magnet/graph': [GraphParams, GraphView];
  'magnet/check': [CheckParams, CheckResult];
  /** One self-contained HTML page of the graph, around a drawing in SVG where there is one. */
  'magnet/graphPage': [Scope & { readonly picture?: string }, { readonly page: string }];
  /** Which functions work with which provider or client: one HTML page without a script, and the counts. */
  'magnet/matrix': [Scope, MatrixResult];
  'magnet/domain': [Record<string, never>, DomainView];
  'magnet/proposeReadings': [ProposeReadingsParams, ProposeReadingsResult];
  'magnet/improveDescription': [ImproveDescriptionParams, ImproveDescriptionResult];
  'magnet/curate': [CurateParams, { readonly changed: boolean; readonly file: string }];
  'magnet/paths': [PathsParams, readonly SignaturePath[]];
  'magnet/checkPaths': [CheckPathsParams, CheckPathsResult];
  'magnet/generate': [GenerateParams, GenerateSummary];
  'magnet/runs': [{ readonly folders: readonly string[] }, readonly RunItem[]];
  'magnet/exportTargets': [Record<string, never>, readonly ExportTargetItem[]];
  'magnet/exportRun': [ExportParams, ExportResult];
  'magnet/runStatistics': [{ readonly uri: string }, RunStatisticsResult];
  'magnet/recipes': [Record<string, never>, readonly RecipeItem[]];
  'magnet/writeTraining': [WriteTrainingParams, WriteTrainingResult];
  'magnet/trainingCurves': [{ readonly uri: string }, TrainingCurvesResult | null];
  'magnet/staleRecords': [{ readonly uri: string }, StaleResult];
  'magnet/verifyRun': [{ readonly uri: string }, VerifyRunResult];
  /** The first records as a chat template writes them, what is learnt marked: one HTML page without a script. */
  'magnet/lossMask': [LossMaskParams, { readonly page: string }];
  'magnet/openRun': [OpenRunParams, OpenRunResult];
  'magnet/runRecords': [{ readonly uri: string; readonly indices: readonly number[] }, readonly RecordSummary[]];
  'magnet/searchRun': [{ readonly uri: string; readonly query: string; readonly from?: number }, SearchRunResult];
  'magnet/queryFields': [Record<string, never>, readonly QueryFieldItem[]];
  'magnet/reviewRecords': [ReviewParams, ReviewResult];
  'magnet/undoReview': [{ readonly uri: string }, UndoReviewResult];
  'magnet/editRecord': [EditRecordParams, EditRecordResult];
  'magnet/askAgain': [AskAgainParams, AskAgainResult];
  'magnet/makePair': [MakePairParams, MakePairResult];
  /** Without an index the first hundred records of the run. */
  'magnet/shareRecord': [
    { readonly uri: string; readonly index?: number; readonly as: ShareForm },
    { readonly text: string },
  ];
  'magnet/diffRuns': [DiffRunsParams, DiffRunsResult];
  'magnet/readRecord': [{ readonly uri: string; readonly index: number }, ReadRecordResult];
  /** `token`: what clients send as their API key. */
  'magnet/startEndpoint': [
    { readonly port: number },
    { readonly url: string; readonly model: string; readonly token?: string },
  ];
  /** Passes requests on to a model's server, checks the answers and keeps the conversations in the folder `out`. */
  'magnet/startProxy': [
    { readonly upstream: string; readonly port: number; readonly out: string },
    { readonly url: string; readonly upstream: string },
  ];
  'magnet/stopProxy': [Record<string, never>, { readonly stopped: boolean } & ProxyCounts];
  'magnet/stopEndpoint': [Record<string, never>, { readonly stopped: boolean }];
  'magnet/testCall': [TestCallParams, CallReport];
  'magnet/tests': [{ readonly uri: string }, TestsResult];
  'magnet/testPaths': [{ readonly uri: string; readonly tests: readonly number[] }, TestPathsResult];
  'magnet/runTests': [RunTestsParams, RunTestsResult];
  'magnet/saveTest': [SaveTestParams, { readonly id: string; readonly index: number }];
  'magnet/findServers': [Record<string, never>, readonly FoundServer[]];
  'magnet/convert': [ConvertParams, ConvertResult];
  'magnet/importMcp': [ImportMcpParams, ImportMcpResult];
}

/** Notifications from server to client. */
export interface ServerNotifications {
  'magnet/catalogChanged': { readonly version: number; readonly functions: number };
  /** Globs of the `magnet.config.jsonc` files, and the files that these or those of the settings name. */
  'magnet/filesNamed': {
    readonly globs: readonly { readonly folder: string; readonly glob: string }[];
    readonly uris: readonly string[];
  };
  'magnet/runProgress': RunProgress;
  'magnet/runIndexed': RunIndexed;
  'magnet/proxyExchange': ToldExchange;
  'magnet/testEvent': { readonly runId: string; readonly event: TestEvent };
}

/** Requests from server to client: name → [params, result]. */
export interface ClientRequests {
  'magnet/testPause': [TestPauseParams, TestPauseResult];
  'magnet/askEditorModel': [AskEditorModelParams, AskEditorModelResult];
}

/** Notifications from client to server. */
export interface ClientNotifications {
  'magnet/trustGranted': Record<string, never>;
  /** Files a person asked to treat as tool schemas, beyond the default patterns. */
  'magnet/treatAsToolSchema': { readonly uri: string };
}
