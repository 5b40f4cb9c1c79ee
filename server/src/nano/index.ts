export { encodePair, type EncodedPair } from './pairs.ts';
export { MAX_OUTPUT, renderMessage, renderTools } from './render.ts';
export { inStockWords, STOCK } from './stock.ts';
export { createTokenizer, type Tokenizer, type TokenizerFile } from './tokenizer.ts';
export { type Encoded, type Segment, SPECIALS } from './types.ts';
export { CONTEXT, encodeTurns, lastTurns, trainingWindows } from './window.ts';
