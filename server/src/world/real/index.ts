export { type Consent, ConsentError } from './consent.ts';
export { createHttpWorld, type HttpWorldOptions } from './http.ts';
export { createMcpWorld, type McpWorldOptions } from './mcp.ts';
export { createModuleWorld, type ModuleWorldOptions } from './module.ts';
