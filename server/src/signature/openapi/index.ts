export { openapiReader } from './reader.ts';
