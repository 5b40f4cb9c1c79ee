import type { Target } from '../levels.ts';
import { anthropic } from './anthropic.ts';
import { azureOpenai } from './azure-openai.ts';
import { bedrock } from './bedrock.ts';
import { bfcl } from './bfcl.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cohere } from './cohere.ts';
import { cursor } from './cursor.ts';
import { deepseek } from './deepseek.ts';
import { gemini } from './gemini.ts';
import { groq } from './groq.ts';
import { llamaCpp } from './llama-cpp.ts';
import { mcp } from './mcp.ts';
import { mistral } from './mistral.ts';
import { moonshot } from './moonshot.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openaiStrict } from './openai-strict.ts';
import type { Fact, Profile } from './profile.ts';
import { vertex } from './vertex.ts';
import { vllm } from './vllm.ts';
import { vscode } from './vscode.ts';
import { xai } from './xai.ts';

export type { PatternLimit, Profile } from './profile.ts';

export const PROFILES: Readonly<Record<Target, Profile>> = {
  openai,
  anthropic,
  gemini,
  mcp,
  bfcl,
  'openai-strict': openaiStrict,
  'azure-openai': azureOpenai,
  vertex,
  bedrock,
  mistral,
  cohere,
  groq,
  xai,
  deepseek,
  moonshot,
  'llama.cpp': llamaCpp,
  vllm,
  ollama,
  vscode,
  'claude-code': claudeCode,
  'claude-desktop': claudeDesktop,
  cursor,
};

/** Targets and those whose rules hold there as well. */
export function withIncluded(targets: readonly Target[]): ReadonlySet<Target> {
  return new Set(targets.flatMap((target) => [target, ...(PROFILES[target].includes ?? [])]));
}

/** All that is known of a target: its own facts, and where it states none, those of the targets it includes. */
export function profileOf(target: Target): Profile {
  const own = PROFILES[target];
  return Object.assign({}, ...(own.includes ?? []).map((id) => PROFILES[id]), own) as Profile;
}

/** Keys of a profile that hold a fact. */
export type FactKey = Exclude<keyof Profile, 'id' | 'title' | 'kind' | 'includes' | 'without' | 'strict' | 'unknown'>;

/** Who states a fact, in the order of the targets, for the pages of the rules. */
export function stated<K extends FactKey>(
  key: K,
): { readonly profile: Profile; readonly fact: NonNullable<Profile[K]> }[] {
  return Object.values(PROFILES).flatMap((profile) => {
    const fact = profile[key];
    return fact === undefined ? [] : [{ profile, fact: fact as NonNullable<Profile[K]> }];
  });
}

/** Where a fact is stated: one source for each target that states it. */
export function sourcesOf(key: FactKey): Fact['source'][] {
  const sources = stated(key).map(({ fact }) => (fact as Fact).source);
  return [...new Map(sources.map((source) => [source.url, source])).values()];
}

/** Titles of the targets that state a fact, as words. */
export function statedBy(key: FactKey): string {
  return stated(key)
    .map(({ profile }) => `\`${profile.id}\``)
    .join(', ');
}
