/**
 * The language features: pure functions over a `Workspace`. Places are offsets; translating them to an editor's
 * positions is the protocol's business.
 */
export * from './at.ts';
export * from './calls.ts';
export * from './completion.ts';
export * from './definition.ts';
export { type ShownReading, shownDomain } from './domain-view.ts';
export * from './folding.ts';
export { importedFiles } from './fsig/scope.ts';
export * from './hover.ts';
export * from './inlay.ts';
export * from './lenses.ts';
export * from './links.ts';
export { lookForTools, type ToolsSeen } from './look-for-tools.ts';
export { plainText } from './markdown.ts';
export { matrixPage, refusedBy } from './matrix-page.ts';
export * from './namespaces.ts';
export * from './naming.ts';
export { observedResponse, predictedResponse } from './reading.ts';
export * from './references.ts';
export * from './rename.ts';
export * from './render.ts';
export * from './selection.ts';
export * from './semantic-tokens.ts';
export * from './signature-help.ts';
export * from './symbol.ts';
export * from './symbols.ts';
export * from './tokens.ts';
export * from './types.ts';
