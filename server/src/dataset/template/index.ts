export { betweenOutputs } from './between.ts';
export { checkTemplate, type TemplateCheck } from './check.ts';
export { type LossMask, learntLength, lossMask, type MaskSpan } from './mask.ts';
export { type MaskedSide, maskPage } from './mask-page.ts';
export { openTemplate } from './renderer.ts';
export { readTemplateText, readTokenizer } from './tokenizer.ts';
export { type ChatTemplate, type Conversation, type Renderer, TemplateError } from './types.ts';
