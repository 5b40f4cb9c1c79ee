export * from './schema/fields.ts';
export * from './types.ts';
