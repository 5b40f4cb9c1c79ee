export { AgainstIndex, GRAM_WORDS, MIN_WORDS, type Overlap, type OverlapPlace } from './against.ts';
export { type DuplicateFinding, duplicateFinding, type OverlapFinding, overlapFindings } from './findings.ts';
export { PathMeter, type PathOverlap } from './function-paths.ts';
export { SHINGLE_WORDS } from './min-hash.ts';
export { type NearDuplicate, NearDuplicates } from './near-duplicates.ts';
export { type ComparedRecord, calledNames, comparedTexts, plainContents } from './record-texts.ts';
