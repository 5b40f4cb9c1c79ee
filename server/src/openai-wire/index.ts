export { readCompletion, type SentCall, type SentReply } from './assemble.ts';
export { offeredTools } from './calls.ts';
export { createWireClient, type WireClient, type WireOptions } from './client.ts';
export { type Clock, SYSTEM_CLOCK } from './clock.ts';
export { type HeldBy, Limiter, type Limits, type Load } from './limiter.ts';
export { fetchAtHome, withoutKey } from './origin.ts';
export { type PythonCall, parsePythonCalls } from './python-calls.ts';
export { findTextCalls, type OfferedTools, type TextCall, type TextForm } from './text-calls.ts';
export * from './types.ts';
