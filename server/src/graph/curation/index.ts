export { applyCuration, type CuratedGraph } from './apply.ts';
export { type CurationChange, type CurationEdit, editCuration, stateFunctions, stateInput } from './edit.ts';
export { CURATION_VERSION, MAX_CURATION_BYTES, parseCuration } from './parse.ts';
export {
  CURATION_PROBLEMS,
  type Curation,
  type CurationEntry,
  type CurationProblem,
  type CurationProblemCode,
  type CurationVerdict,
} from './types.ts';
