export type { Placed } from './conversations.ts';
export {
  type KeptProxy,
  type KeptProxyOptions,
  type ProxyCounts,
  startKeptProxy,
  type ToldExchange,
} from './kept-proxy.ts';
export { FolderTaken } from './kept-run.ts';
export { type ProxyOptions, type RunningProxy, startProxy } from './start.ts';
export type * from './types.ts';
