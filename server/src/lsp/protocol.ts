/**
 * Every message between client and server beyond LSP itself. This is the one file both sides share; it holds types
 * and names only, so the client bundle takes no server code with it. The contract in prose: docs/protocol.md.
 */
import type { WorkspaceEdit } from 'vscode-languageserver';
import type {
  CallCheck,
  EditedRecord,
  ExportId,
  ParallelResults,
  RecordEdit,
  ReviewFilter,
  ReviewState,
  RunExportReport,
  RunOverview,
  RunStatistics,
  StaleReport,
} from '../dataset/index.ts';
import type {
  CallReport,
  FoundServer,
  ProxyCounts,
  ReplyEdit,
  TestForm,
  TestOutline,
  ToldExchange,
  Verdict,
} from '../endpoint/index.ts';
import type { DependencyEdge, GraphNode } from '../graph/index.ts';
import type { JsonObject, JsonSchema } from '../json/index.ts';
import type { GivenPath, PathCoverage, PathProblem, PossibleGap, SignaturePath } from '../path/index.ts';
import type { TargetDialect } from '../signature/index.ts';
import type { TeacherId } from '../teacher/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';

export type { DependencyEdge, Evidence, GraphNode } from '../graph/index.ts';
export type { Json, JsonObject, JsonSchema } from '../json/index.ts';
export type {
  GivenPath,
  PathCoverage,
  PathOperation,
  PathProblem,
  PathTurn,
  PossibleGap,
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

/** 0-based line and UTF-16 character, as in LSP. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** `initializationOptions` of the initialize request. */
export interface InitOptions {
  /** False in an untrusted workspace: the server then executes and sends nothing. */
  readonly trusted: boolean;
  /** Where caches may be written; absent for clients without such a place. */
  readonly storagePath?: string;
  /** Milliseconds after which one uninterrupted piece of work is ended; default 10,000. */
  readonly longestWorkMs?: number;
}

export interface FunctionItem {
  readonly id: string;
  readonly description: string;
  readonly category: string;
  readonly place: Place;
}

/** What a form for one call needs. */
export interface SignatureDetail {
  readonly id: string;
  readonly description: string;
  /** `type: "object"`, self-contained: named types are its own `$defs`. */
  readonly parameters: JsonSchema;
  readonly response?: JsonSchema;
  readonly place: Place;
}

/** Which functions a request is about; all of the workspace when empty. */
export interface Scope {
  readonly uris?: readonly string[];
}

export interface GraphViewNode extends GraphNode {
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly place: Place;
}

export interface GraphView {
  readonly nodes: readonly GraphViewNode[];
  readonly edges: readonly DependencyEdge[];
  /** Edges a person rejected, so that a panel can show and restore them. */
  readonly rejected: readonly DependencyEdge[];
  /** Catalog version this view was made from. */
  readonly version: number;
}

/** What one function does to the records of an entity. */
export interface DomainFunctionItem {
  readonly id: string;
  readonly kind: 'makes' | 'reads' | 'changes' | 'ends' | 'other';
  /** `creates booking · returns its key booking_id (predicted)`: plain text. */
  readonly text: string;
  /** How likely operation and entity are right, in (0, 1]. */
  readonly confidence: number;
  /** As likely wrong as right: what is generated builds on it all the same. */
  readonly doubtful: boolean;
  readonly place: Place;
}

export interface DomainEntityItem {
  readonly name: string;
  readonly identifier?: string;
  readonly fields: readonly string[];
  readonly states: readonly string[];
  readonly functions: readonly DomainFunctionItem[];
}

export interface DomainView {
  readonly entities: readonly DomainEntityItem[];
  /** Functions about no entity. */
  readonly others: readonly DomainFunctionItem[];
  readonly version: number;
  /** The catalog is larger than what is read for a tree; the lists are empty then. */
  readonly tooLarge: boolean;
}

export interface CurateParams {
  readonly from: string;
  readonly to: string;
  readonly action: 'accept' | 'reject' | 'add' | 'clear';
  /** Who says so. */
  readonly author?: string;
  readonly note?: string;
}

export interface PathsParams extends Scope {
  readonly count?: number;
  readonly seed?: string;
  readonly length?: number;
  readonly merge?: number;
  /** Start every walk here. */
  readonly start?: string;
  /** `walk` starts at each function in turn; `coverage` passes through each edge. */
  readonly mode?: 'walk' | 'coverage';
}

export interface CheckPathsParams extends Scope {
  /** At most 10,000. */
  readonly paths: readonly GivenPath[];
}

/** What is said of one path. */
export interface PathCheck {
  /** What misses; nothing can be generated from a path with an error. */
  readonly problems: readonly PathProblem[];
  /** What could be missing before each turn. */
  readonly gaps: readonly PossibleGap[];
  /** Functions that the path leads to, the likeliest first; at most 50. */
  readonly next: readonly string[];
}

export interface CheckPathsResult {
  /** One a path, in their order. */
  readonly checks: readonly PathCheck[];
  /** What all of them touch together. */
  readonly coverage: PathCoverage;
}

export interface GenerateParams extends Scope {
  /** Folder, as a file URI; never overwritten. */
  readonly out: string;
  readonly count: number;
  readonly seed: string;
  readonly teacher: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  /** From SecretStorage; neither logged nor written. */
  readonly apiKey?: string;
  /** Hard stop in US dollars; 0 and absent: nothing is sent, unless `price` declares the address free. */
  readonly budgetUsd?: number;
  /** US dollars for a million tokens; 0 and 0 declare the address free. */
  readonly price?: { readonly input: number; readonly output: number };
  /** What may be sent; absent: 8 requests at once, and no rate but what the server's own answers ask for. */
  readonly limits?: {
    readonly concurrency?: number;
    readonly requestsPerMinute?: number;
    readonly tokensPerMinute?: number;
  };
  /** Progress arrives as `magnet/runProgress` with this id. */
  readonly runId: string;
  /** Start every path at this function. */
  readonly start?: string;
  /** Make the records from exactly these paths, in turn; none is sampled. */
  readonly paths?: readonly GivenPath[];
  /**
   * Go on with the unfinished run in `out`: its own settings count, and the functions it was started from, the workspace's
   * or one file's. `count`, `seed`, `start`, `paths` and `uris` are left aside.
   */
  readonly resume?: boolean;
}

/** How a teacher may be asked outside a run. */
export type TeacherTerms = Pick<
  GenerateParams,
  'teacher' | 'model' | 'baseUrl' | 'apiKey' | 'budgetUsd' | 'price' | 'limits' | 'runId'
>;

/** Asks a teacher for a better description of one function; nothing is written. */
export interface ImproveDescriptionParams extends TeacherTerms {
  /** Catalog id. */
  readonly function: string;
}

export interface ImproveDescriptionResult {
  /** The change, for a person to look at; absent where the function keeps what it has. */
  readonly edit?: WorkspaceEdit;
  /** Why it does. */
  readonly left?: string;
  /** Scores, 0 to 1. */
  readonly before?: number;
  readonly after?: number;
  readonly costUsd: number;
}

/** Asks a teacher how the functions of the workspace are to be read; nothing is written. */
export type ProposeReadingsParams = TeacherTerms;

export interface ProposeReadingsResult {
  /** Functions asked about, those read otherwise, parts of answers that did not hold, functions without an answer. */
  readonly functions: number;
  readonly proposals: number;
  readonly refused: number;
  readonly without: number;
  readonly costUsd: number;
  /** The curation file as a URI, its text as it is (absent: no file), and with all proposals accepted. */
  readonly file: string;
  readonly before?: string;
  readonly after: string;
}

/** A question to a language model of the editor; only the client can ask one. */
export interface AskEditorModelParams {
  /** The run it is for: a person agreed to it before it began. */
  readonly runId: string;
  /** `vendor/id`; absent: the first that the editor offers. */
  readonly model?: string;
  readonly system: string;
  readonly prompt: string;
}

export type AskEditorModelResult =
  | { readonly ok: true; readonly text: string; readonly input: number; readonly output: number }
  | {
      readonly ok: false;
      /** `unavailable` ends the run: no model, no consent, an editor that knows none. */
      readonly failure: 'unavailable' | 'refused' | 'server';
      readonly message: string;
    };

export interface GenerateSummary {
  readonly out: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly dropped: Readonly<Record<string, number>>;
  readonly pairs: number;
  readonly seconds: number;
  readonly cancelled: boolean;
}

export interface RunProgress {
  readonly runId: string;
  /** Requests in flight and what holds the rest back, in words. */
  readonly load?: string;
  readonly repaired?: number;
  readonly droppedBy?: Readonly<Record<string, number>>;
  readonly done: number;
  readonly total: number;
  readonly dropped: number;
  readonly recordsPerSecond: number;
  readonly costUsd: number;
  readonly secondsLeft?: number;
}

/** One run folder, as the view of runs lists it. */
export interface RunItem extends RunOverview {
  readonly uri: string;
  readonly name: string;
  /** When its manifest or its records last changed, in milliseconds since 1970. */
  readonly modified: number;
}

export interface LookForToolsResult {
  /** Functions at the beginning of the text; 0 where it holds none. */
  readonly functions: number;
  /** The text goes on behind what was looked at. */
  readonly more: boolean;
  /** The file is read as signatures already. */
  readonly covered: boolean;
}

/** A trainer's form that a run can be written in. */
export interface ExportTargetItem {
  readonly id: ExportId;
  readonly title: string;
  /** What a row is. */
  readonly row: string;
  /** It takes preference pairs; the others take the right side alone. */
  readonly pairs: boolean;
  /** Whether the model's chat template must, may or cannot be named. */
  readonly template: 'needed' | 'possible' | 'none';
}

export interface ExportParams {
  /** Folder of a run, or its records file. */
  readonly uri: string;
  readonly as: ExportId;
  /** File to write, as a URI; absent: nothing is written, and the answer is the pre-flight. Needs trust. */
  readonly out?: string;
  /** Replace `out` and the files beside it. */
  readonly overwrite?: boolean;
  readonly parallelResults?: ParallelResults;
  /** URI of the model's chat template: a Jinja file, or a tokenizer_config.json. */
  readonly template?: string;
  /** Only records that people accepted, or all that they did not reject. */
  readonly review?: ReviewFilter;
}

/** Counts, and what each record loses; `files` are URIs. */
export type ExportResult = RunExportReport;

/** How a training is done, of those that are shipped. */
export interface RecipeItem {
  readonly name: string;
  readonly about: string;
  readonly method: string;
  readonly trainer: string;
  readonly model: string;
}

export interface WriteTrainingParams {
  /** Folder of a run, or its records file. */
  readonly uri: string;
  /** Name of a recipe. */
  readonly recipe: string;
  /** Folder to write, as a URI. */
  readonly out: string;
  /** In place of the recipe's: a name of the model hub, or a path. */
  readonly model?: string;
  /** Write into `out` though it is there. */
  readonly overwrite?: boolean;
}

export interface WriteTrainingResult {
  readonly rows: number;
  readonly records: number;
  readonly dropped: number;
  /** Commands for a terminal in the folder, in order. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

export interface TrainingCurvesResult {
  /** The log that was read. */
  readonly file: string;
  readonly step: number;
  /** One self-contained HTML page without a script. */
  readonly page: string;
}

export interface RunStatisticsResult {
  readonly statistics: RunStatistics;
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** One self-contained HTML page without a script. */
  readonly page: string;
}

export type StaleResult = StaleReport;

export interface RecordSummary {
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly turns: number;
  readonly calls: number;
  readonly pair: boolean;
  readonly errorType?: number;
  /** Calls that the record's own tools refuse, and calls that nothing could be checked against; absent where 0. */
  readonly invalid?: number;
  readonly notChecked?: number;
  /** What was decided about it; absent where nothing was. */
  readonly review?: ReviewState;
  /** Why it was decided so, in a person's words. */
  readonly note?: string;
  readonly edited?: true;
}

/** A record with what can be said of each of its calls, in order. */
export type ReadRecordResult = TrajectoryRecord & {
  readonly checks: readonly CallCheck[];
  /** Of the wrong side, where there is one, from where the sides part. */
  readonly rejectedChecks?: readonly CallCheck[];
};

export interface OpenRunResult {
  readonly title: string;
  /** What the file was recognised as: `magnet`, `openai-messages`, `trl`, `sharegpt`, `bfcl-result`, … */
  readonly format: string;
  readonly records: readonly RecordSummary[];
  /** Lines that could not be read, 1-based, with the reason. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** What undoing would take back; absent where there is nothing. */
  readonly undoable?: ReviewResult['undoable'];
  /** Records as far as is known: a line that is not read yet counts as one. */
  readonly total: number;
  /** Records that lists and searches know, from the first on. */
  readonly indexed: number;
  /** All of the file is read: `total` is exact and `broken` whole. */
  readonly complete: boolean;
}

export interface OpenRunParams {
  readonly uri: string;
  /**
   * Answer as soon as so many records are read, with these alone; the others are read in the background, which
   * `magnet/runIndexed` tells of, and asked for with `magnet/runRecords`. Absent: all of them.
   */
  readonly first?: number;
}

export interface RunIndexed {
  readonly uri: string;
  readonly total: number;
  readonly indexed: number;
  readonly complete: boolean;
  readonly broken: OpenRunResult['broken'];
}

export interface SearchRunResult {
  /** Indices of records, in order. */
  readonly hits: readonly number[];
  /** The search goes on at this index: time was over, or the file is not read that far. Absent: it is through. */
  readonly next?: number;
  /** What in the query could not be understood. */
  readonly problems: readonly string[];
  readonly indexed: number;
  readonly total: number;
}

/** One field of the query language of runs, as a help lists it. */
export interface QueryFieldItem {
  readonly field: string;
  readonly takes: string;
  readonly example: string;
  readonly meaning: string;
}

export interface ReviewParams {
  readonly uri: string;
  readonly indices: readonly number[];
  readonly state: ReviewState;
  readonly note?: string;
}

export interface ReviewResult {
  /** Summaries of what changed, at most 1,000 of them. */
  readonly records: readonly RecordSummary[];
  readonly changed: number;
  /** What the next undo takes back; absent where there is nothing. */
  readonly undoable?: { readonly kind: 'decision' | 'edit'; readonly records: number };
}

export interface UndoReviewResult extends ReviewResult {
  readonly undone: 'decision' | 'edit' | 'nothing';
}

export interface EditRecordParams {
  readonly uri: string;
  readonly index: number;
  readonly edit: RecordEdit;
  readonly reason?: string;
  /** Write it; else the answer is what the record would become. Needs trust and a reason. */
  readonly save?: boolean;
}

/** The record after the edit, whether it was written, and what is said of each of its calls. */
export type EditRecordResult = EditedRecord & { readonly saved: boolean };

export interface AskAgainParams {
  readonly uri: string;
  readonly index: number;
  readonly turn: number;
  /** What the user asks, or what the agent says at the end of the turn. */
  readonly part: 'query' | 'closing';
  readonly teacher: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
  readonly budgetUsd?: number;
  readonly price?: { readonly input: number; readonly output: number };
}

/** What the teacher wrote, and the record with it; nothing is written. */
export interface AskAgainResult {
  readonly edit: RecordEdit;
  /** Why it would not have been taken while generating; absent where it would. */
  readonly problem?: string;
  readonly costUsd: number;
  readonly result: EditRecordResult;
}

/** A message of the agent's as it would be wrong. */
export interface MakePairParams {
  readonly uri: string;
  readonly index: number;
  readonly edit: RecordEdit;
  readonly reason: string;
}

export interface MakePairResult {
  /** The file of pairs beside the run, as a URI. */
  readonly file: string;
  /** What a classifier sees in it, 1 to 5; 0: nothing. */
  readonly errorType: number;
}

/** How a record can be handed on: as text to paste, or as one page that needs nothing else. */
export type ShareForm = 'json' | 'markdown' | 'curl' | 'html';

export interface DiffRunsParams {
  readonly uri: string;
  /** The other run: folder or file. */
  readonly other: string;
}

/** A record that one of two runs has otherwise. */
export interface RecordDifference {
  readonly id: string;
  readonly title: string;
  readonly state: 'changed' | 'only-first' | 'only-second';
  /** Index in each run; absent where it has none. */
  readonly first?: number;
  readonly second?: number;
  /** Parts that differ: `messages`, `rejected`, `tools`, … */
  readonly parts: readonly string[];
}

export interface DiffRunsResult {
  /** Records that are the same in both. */
  readonly same: number;
  /** In the order of the first run, then what only the second has; at most 10,000. */
  readonly differences: readonly RecordDifference[];
  readonly leftOut: number;
}

export interface TestCallParams {
  readonly function: string;
  /** Ask in words; or send these arguments as they are and let the world answer. */
  readonly ask?: string;
  readonly arguments?: JsonObject;
  /** Functions offered beside it where it is asked in words: ids, or all of the workspace. */
  readonly offer?: readonly string[] | 'all';
  readonly url: string;
  readonly model?: string;
  readonly apiKey?: string;
}

export type {
  CallCheck,
  CheckedCertificate,
  RecordEdit,
  ReviewFilter,
  ReviewState,
  RunCondition,
} from '../dataset/index.ts';
export type { CallReport } from '../endpoint/index.ts';

export interface CheckParams extends Scope {
  /** Who will read the functions, as of `magnet check --target`; absent: what the project's settings say. */
  readonly targets?: readonly string[];
}

export interface CheckFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Absent for problems of the text itself. */
  readonly function?: string;
  readonly place: Place;
}

export interface CheckResult {
  readonly files: number;
  readonly functions: number;
  /** How many there are of each severity, those left out too. */
  readonly counts: Readonly<Record<CheckFinding['severity'], number>>;
  /** The gravest first; at most 1,000. */
  readonly findings: readonly CheckFinding[];
}

export interface MatrixResult {
  readonly page: string;
  /** Functions that each target refuses, by its id. */
  readonly refused: Readonly<Record<string, number>>;
  readonly functions: number;
}

export interface GraphParams extends Scope {
  /** Files among `uris` that are not the workspace's own are read too; the graph is then that of the named files alone. */
  readonly read?: boolean;
}

export interface ConvertParams extends Scope {
  readonly to: TargetDialect;
}

export interface ConvertResult {
  readonly text: string;
  readonly language: 'fsig' | 'json' | 'jsonl';
  readonly losses: readonly { readonly function: string; readonly message: string; readonly place: Place }[];
}

/** An MCP server: a command with its arguments, or a URL. The person was asked before a command is sent. */
export interface ImportMcpParams {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly url?: string;
}

export interface ImportMcpResult extends ConvertResult {
  readonly functions: number;
  /** Name that the server gives itself. */
  readonly server: string;
}

export type {
  FoundServer,
  ProxyCounts,
  ReplyEdit,
  TestForm,
  TestOutline,
  ToldExchange,
  Verdict,
} from '../endpoint/index.ts';

/** The tests of one file, see `TestOutline`. */
export interface TestsResult {
  readonly form: TestForm;
  readonly tests: readonly TestOutline[];
  /** Lines that hold no test, 0-based, with the reason; the first hundred. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** The paths of tests, to make more records like them. */
export interface TestPathsResult {
  /** Each with the id of the test it comes from. */
  readonly paths: readonly (GivenPath & { readonly name: string })[];
  /** Tests that have no path to go along: no call, or a function that the workspace does not have. */
  readonly without: number;
}

export interface RunTestsParams extends Pick<TestCallParams, 'url' | 'model' | 'apiKey'> {
  readonly uri: string;
  /** Which of the file's tests, and which turns of each; absent: all. */
  readonly tests?: readonly { readonly index: number; readonly turns?: readonly number[] }[];
  /** Events arrive as `magnet/testEvent` with this id. */
  readonly runId: string;
  /** Tests in work at once; default 1. */
  readonly concurrency?: number;
  /** `own` (default): the model goes on from its own answers. `reference`: each turn starts from the record. */
  readonly history?: 'own' | 'reference';
  /** Before each turn, and after each reply, `magnet/testPause` asks how to go on. */
  readonly pause?: boolean;
}

export interface RunTestsResult {
  readonly right: number;
  readonly wrong: number;
  readonly unjudged: number;
  readonly cancelled: boolean;
}

/** What happens while tests are run; `index` is the test's, as in `TestOutline`. */
export type TestEvent =
  | { readonly type: 'started'; readonly index: number; readonly world: 'simulated' | 'recorded' | 'none' }
  | { readonly type: 'turn'; readonly index: number; readonly turn: number; readonly query: string }
  | {
      readonly type: 'reply';
      readonly index: number;
      readonly turn: number;
      readonly text: string;
      readonly milliseconds: number;
    }
  /** A call as text, what is wrong with its arguments, and what the world answered. */
  | {
      readonly type: 'call';
      readonly index: number;
      readonly turn: number;
      readonly call: string;
      readonly problems: readonly string[];
      readonly output: string;
    }
  | ({ readonly type: 'result'; readonly index: number; readonly turn: number } & TestVerdict)
  /** The verdict on the whole test; `expected` and `actual` where it has no turns of its own. */
  | ({ readonly type: 'ended'; readonly index: number } & Partial<TestVerdict> & Pick<TestVerdict, 'verdict'>);

export interface TestVerdict {
  readonly verdict: Verdict;
  /** One line each; empty where it is right. */
  readonly problems: readonly string[];
  readonly expected: string;
  readonly actual: string;
  readonly advice: readonly string[];
  readonly milliseconds: number;
}

/** Where a run of tests waits: before a turn is asked, or at a reply that has not been acted on yet. */
export interface TestPauseParams {
  readonly runId: string;
  readonly index: number;
  readonly turn: number;
  readonly query: string;
  /** What the record says, as text. */
  readonly expected: string;
  readonly reply?: {
    readonly text: string;
    readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
  };
}

/** Absent `edit`: the reply is taken as it came. */
export interface TestPauseResult {
  readonly action: 'go' | 'stop';
  readonly edit?: ReplyEdit;
}

export type SaveTestParams = { /** File of tests; made where it is not there. */ readonly to: string } & (
  | { /** A record of any file that can be opened. */ readonly uri: string; readonly index: number }
  /** A question with the calls that answer it. */
  | {
      readonly ask: string;
      readonly offer: readonly string[];
      readonly calls: readonly { readonly function: string; readonly arguments: JsonObject }[];
    }
);

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
  'magnet/openRun': [OpenRunParams, OpenRunResult];
  'magnet/runRecords': [{ readonly uri: string; readonly indices: readonly number[] }, readonly RecordSummary[]];
  'magnet/searchRun': [{ readonly uri: string; readonly query: string; readonly from?: number }, SearchRunResult];
  'magnet/queryFields': [Record<string, never>, readonly QueryFieldItem[]];
  'magnet/reviewRecords': [ReviewParams, ReviewResult];
  'magnet/undoReview': [{ readonly uri: string }, UndoReviewResult];
  'magnet/editRecord': [EditRecordParams, EditRecordResult];
  'magnet/askAgain': [AskAgainParams, AskAgainResult];
  'magnet/makePair': [MakePairParams, MakePairResult];
  'magnet/shareRecord': [
    { readonly uri: string; readonly index: number; readonly as: ShareForm },
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
