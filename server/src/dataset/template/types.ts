import type { Message, ToolDefinition } from '../../trajectory/index.ts';

/** A model's chat template as its tokenizer's folder keeps it: Jinja, and the tokens that it may name. */
export interface ChatTemplate {
  readonly text: string;
  /** `bos_token`, `eos_token` and the like. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** What a template is given of one row. */
export interface Conversation {
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  /** Arguments as JSON text instead of objects, as some loaders hand them on. */
  readonly textArguments?: boolean;
}

export interface RenderOptions {
  /** The rendering ends where the model begins to speak. */
  readonly generationPrompt?: boolean;
}

/** A template that is read and can be used for any number of rows. */
export interface Renderer {
  /** Whether it says itself what the model generates (`{% generation %}`). */
  readonly marksGeneration: boolean;
  /** @throws TemplateError where the template raises or Python would. */
  render(conversation: Conversation, options?: RenderOptions): string;
  /** The text, and the parts between `{% generation %}` and `{% endgeneration %}`; none where they cannot be told. */
  renderMarked(conversation: Conversation): { readonly text: string; readonly generated?: readonly Range[] };
}

/** Places of a text, counted as JavaScript does (UTF-16); the end is not in it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A template that cannot be read, or that raises on a row. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
