export type { Placed } from './conversations.ts';
export { type ProxyOptions, type RunningProxy, startProxy } from './start.ts';
export type * from './types.ts';
