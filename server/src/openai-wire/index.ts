export { readCompletion, type SentCall, type SentReply } from './assemble.ts';
export { createWireClient, type WireClient, type WireOptions } from './client.ts';
export { fetchAtHome, withoutKey } from './origin.ts';
export { type PythonCall, parsePythonCalls } from './python-calls.ts';
export { findTextCalls, type TextCall } from './text-calls.ts';
export * from './types.ts';
