export { jsonReader } from './reader.ts';
