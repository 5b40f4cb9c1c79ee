export { type DomainFunction, readDomain } from './read.ts';
export * from './types.ts';
