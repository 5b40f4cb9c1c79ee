export type { Loss } from './loss.ts';
export {
  decodeName,
  encodeName,
  NAME_RULES,
  type NamedFunction,
  type NameMapping,
  type NameRule,
  nameTable,
  plainName,
  toolName,
} from './names.ts';
export { mapTypeName } from './type-names.ts';
