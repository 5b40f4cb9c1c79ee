export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** What a setting may say of a rule. */
export const LEVELS = [...SEVERITIES, 'off'] as const;
export type Level = (typeof LEVELS)[number];

export const FAMILIES = ['well-formed', 'clear', 'provider', 'magnet'] as const;
export type Family = (typeof FAMILIES)[number];

/** Who will read the signatures: providers, servers and clients, each with a profile (`profiles/`). */
export const TARGETS = [
  'openai',
  'anthropic',
  'gemini',
  'mcp',
  'bfcl',
  'openai-strict',
  'azure-openai',
  'vertex',
  'bedrock',
  'mistral',
  'cohere',
  'groq',
  'xai',
  'deepseek',
  'moonshot',
  'llama.cpp',
  'vllm',
  'ollama',
  'vscode',
  'claude-code',
  'claude-desktop',
  'cursor',
] as const;
export type Target = (typeof TARGETS)[number];

/** A severity, and others where a target is stricter or milder about the same thing. */
export type DefaultLevel = Level | ({ readonly default: Level } & Readonly<Partial<Record<Target, Level>>>);

export interface Source {
  readonly title: string;
  readonly url: string;
  /** ISO date on which the fact was read there. */
  readonly read: string;
}
