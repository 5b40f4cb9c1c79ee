export {
  connectMcp,
  type McpCallResult,
  McpError,
  type McpOptions,
  type McpSession,
  type McpTarget,
} from './client.ts';
export { importMcp, type McpImport } from './import.ts';
