export type { Operation } from './operation.ts';
export type { ParameterPlace } from './parameters.ts';
export { openapiReader, pathOperations, serversOf } from './reader.ts';
