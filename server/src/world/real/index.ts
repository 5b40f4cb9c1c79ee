export { type Consent, ConsentError } from './consent.ts';
export { plainName, suits } from './facts.ts';
export { type FailureRule, failureRule, readOutcome } from './failures.ts';
export { stateDigest } from './history.ts';
export { createHttpWorld, type HttpWorldOptions } from './http.ts';
export { createMcpWorld, type McpWorldOptions } from './mcp.ts';
export { HostChild, type HostOptions } from './module/child.ts';
export { createModuleWorld, type ModuleWorldOptions } from './module/world.ts';
