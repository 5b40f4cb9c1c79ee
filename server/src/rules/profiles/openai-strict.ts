import type { Profile } from './profile.ts';

/** OpenAI with every function in strict mode, whatever it says of itself: what SDKs do by default. */
export const openaiStrict: Profile = {
  id: 'openai-strict',
  title: 'OpenAI function calling, all functions strict',
  kind: 'provider',
  includes: ['openai'],
  strict: true,
  unknown: [],
};
