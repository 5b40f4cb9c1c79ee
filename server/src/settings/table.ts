import type { SettingSpec } from './types.ts';

/** The graph holds no edge of less, so a lower bound would promise what no filter can show. */
export const LEAST_CONFIDENCE = 0.55;

/**
 * Every setting but the levels of rules (those come from the table of rules), in the order in which the settings page
 * shows them within a group. The manifest, `docs/settings.md` and what client and server read are all made from here:
 * after a change run `npm run generate`.
 */
export const SETTINGS = {
  files: {
    group: 'files',
    kind: 'list',
    default: [],
    most: 200,
    scope: 'resource',
    about:
      'Glob patterns of further files to read as tool schemas, relative to the workspace folder, such as `schemas/**/*.json`. Files named `*.fsig`, `*.tools.json` and `*.tools.jsonl` are always read; other JSON files are left alone.',
  },
  targets: {
    group: 'files',
    kind: 'list',
    default: [],
    most: 5,
    scope: 'resource',
    choices: {
      openai: 'OpenAI function calling',
      anthropic: 'Anthropic tool use',
      gemini: 'Google Gemini function declarations',
      mcp: 'Model Context Protocol servers',
      bfcl: 'Berkeley Function-Calling Leaderboard',
    },
    about:
      'Providers whose limits on names, lengths, nesting and keywords are checked. Empty: what each file is written for; `.fsig` files are checked for none.',
  },
  'diagnostics.maxPerFile': {
    group: 'files',
    kind: 'integer',
    default: 500,
    min: 1,
    max: 10_000,
    scope: 'resource',
    about: 'How many findings one file shows at most; a closing notice says how many more there are.',
  },
  'codeLens.enabled': {
    group: 'files',
    kind: 'boolean',
    default: true,
    scope: 'resource',
    about: 'Show what each function feeds and is fed by above its declaration, with actions to send and generate.',
  },
  'inlayHints.types': {
    group: 'files',
    kind: 'boolean',
    default: false,
    scope: 'resource',
    about: 'Show the nominal type inferred for a JSON field beside it.',
  },
  'inlayHints.tokens': {
    group: 'files',
    kind: 'boolean',
    default: false,
    scope: 'resource',
    about: 'Show about how many tokens each tool costs in a prompt.',
  },
  'graph.minimumConfidence': {
    group: 'graph',
    kind: 'number',
    default: LEAST_CONFIDENCE,
    min: LEAST_CONFIDENCE,
    max: 1,
    scope: 'window',
    about:
      'Where the confidence filter of the graph panel starts; the graph holds no edge below its least value. Edges below the filter stay in the graph and are drawn when it is lowered.',
  },
  'paths.count': {
    group: 'graph',
    kind: 'integer',
    default: 12,
    min: 1,
    max: 1000,
    scope: 'resource',
    about: 'How many paths *Magnet: Sample Paths* draws.',
  },
  'paths.length': {
    group: 'graph',
    kind: 'integer',
    default: 7,
    min: 1,
    max: 50,
    scope: 'resource',
    about: 'Steps of the random walk, S of the paper (sec. 3.4).',
  },
  'paths.merge': {
    group: 'graph',
    kind: 'number',
    default: 0.3,
    min: 0,
    max: 1,
    scope: 'resource',
    about: 'Probability of joining two neighbouring turns, p of the paper (sec. 3.4).',
  },
  'paths.seed': {
    group: 'graph',
    kind: 'text',
    default: '7',
    scope: 'resource',
    about: 'Seed of the walks. The same files, settings and seed give the same paths.',
  },
  'generate.count': {
    group: 'trajectories',
    kind: 'integer',
    default: 20,
    min: 1,
    max: 1_000_000,
    scope: 'resource',
    about: 'How many records *Magnet: Generate Contrastive Trajectories* makes when you accept the defaults.',
  },
  'generate.folder': {
    group: 'trajectories',
    kind: 'text',
    default: 'magnet-runs',
    scope: 'resource',
    restricted: true,
    about:
      'Folder for runs, relative to the workspace folder. Each run gets a new folder in it; an existing one is never overwritten.',
  },
  'teacher.id': {
    group: 'trajectories',
    kind: 'choice',
    default: 'offline',
    choices: {
      offline: 'Deterministic, no network, no cost',
      gemini: 'Google Gemini, needs an API key',
      openai: 'Any OpenAI-compatible server',
    },
    scope: 'resource',
    restricted: true,
    about: 'Who writes the queries and answers. Keys are kept in the secret storage: run *Magnet: Set API Key…*.',
  },
  'teacher.model': {
    group: 'trajectories',
    kind: 'text',
    default: '',
    scope: 'resource',
    restricted: true,
    about: 'Model of the teacher, for example `gemini-2.5-pro`. Empty: the default of the teacher.',
  },
  'teacher.baseUrl': {
    group: 'trajectories',
    kind: 'text',
    default: '',
    scope: 'resource',
    restricted: true,
    about: 'Address the teacher is called at. Empty: its public address.',
  },
  'teacher.budgetUsd': {
    group: 'trajectories',
    kind: 'number',
    default: 0,
    min: 0,
    scope: 'resource',
    restricted: true,
    about:
      'Hard stop on what one run may cost, in US dollars. `0`: no paid call is made without asking for a budget first.',
  },
  'mockServer.enabled': {
    group: 'endpoint',
    kind: 'boolean',
    default: false,
    scope: 'resource',
    restricted: true,
    about:
      "Offer the folder's tools to the editor's agents as an MCP server whose answers are simulated, so that an agent can be tried on tools that do not exist yet. Needs VS Code 1.101 or later and a trusted workspace.",
  },
  'endpoint.url': {
    group: 'endpoint',
    kind: 'text',
    default: 'http://127.0.0.1:8000/v1',
    scope: 'resource',
    restricted: true,
    about:
      'The Magnet endpoint: base address of an OpenAI-compatible server that test calls are sent to. While the local endpoint runs, its address is used instead.',
  },
  'endpoint.model': {
    group: 'endpoint',
    kind: 'text',
    default: '',
    scope: 'resource',
    restricted: true,
    about: 'Model to ask for. Empty: the first that the endpoint lists.',
  },
  'endpoint.port': {
    group: 'endpoint',
    kind: 'integer',
    default: 0,
    min: 0,
    max: 65_535,
    scope: 'window',
    about: 'Port of the local endpoint, on loopback only. `0`: any free port.',
  },
  'trace.server': {
    group: 'advanced',
    kind: 'choice',
    default: 'off',
    choices: {
      off: 'Names of messages, as with `messages`',
      messages: 'Names of messages',
      verbose: 'Names of messages and what they carry',
    },
    scope: 'window',
    about:
      'What the output channel *Magnet* says of the messages between the editor and the language server while the log level of the channel is *Trace*; at any other level it says nothing of them.',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>;
