import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { JsonObject } from '../../json/index.ts';

/** What a policy is asked: a conversation and the functions on offer. */
export interface PolicyRequest {
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
}

/** What it does: text, or calls. */
export interface PolicyMove {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
}

/** Something that plays the agent behind the local endpoint. */
export interface Policy {
  /** Id under which the endpoint offers it. */
  readonly model: string;
  move(request: PolicyRequest, signal: AbortSignal): PolicyMove | Promise<PolicyMove>;
}
