export { Interner, type RecordFacets, recordFacets } from './facets.ts';
export { fullMatch, type QuickAnswer, quickMatch, type SearchEntry } from './match.ts';
export { parseQuery, QUERY_FIELDS, type Query, type QueryField, type QueryTerm } from './query.ts';
export { searchableText } from './record-text.ts';
export { sketchOf, type TextSketch } from './text-sketch.ts';
