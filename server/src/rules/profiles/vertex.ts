import type { Profile } from './profile.ts';

/** Gemini on Vertex AI, whose Schema has fields for references and further properties. */
export const vertex: Profile = {
  id: 'vertex',
  title: 'Gemini on Vertex AI',
  kind: 'provider',
  includes: ['gemini'],
  // https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Schema: ref, defs, additionalProperties.
  without: ['gemini-keyword'],
  unknown: ['patterns', 'keywords'],
};
