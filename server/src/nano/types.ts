/** The special tokens, in the order of their ids. */
export const SPECIALS = [
  '<|endoftext|>',
  '<|tools|>',
  '<|user|>',
  '<|assistant|>',
  '<|tool|>',
  '<|end|>',
  '<tool_call>',
  '</tool_call>',
] as const;

export type Special = (typeof SPECIALS)[number];

/** A piece of a rendered conversation: a special token, or text that can never become one. */
export type Segment =
  | { readonly special: Special; readonly learnt: boolean }
  | { readonly text: string; readonly learnt: boolean };

/** Token ids, and for each whether the model has to learn it. */
export interface Encoded {
  readonly ids: readonly number[];
  readonly learnt: readonly boolean[];
}
