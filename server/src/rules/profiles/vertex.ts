import type { Profile } from './profile.ts';
import { READ_LATER } from './read.ts';

/** Gemini on Vertex AI, whose Schema has fields for references and further properties. */
export const vertex: Profile = {
  id: 'vertex',
  title: 'Gemini on Vertex AI',
  kind: 'provider',
  includes: ['gemini'],
  // https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Schema: ref, defs, additionalProperties.
  without: ['gemini-keyword'],
  unknown: ['patterns', 'keywords'],
  rootType: {
    source: {
      title:
        'Vertex AI: "functionDeclaration parameters schema should be of type OBJECT", as quoted in an issue of OmniRoute (June 2026)',
      url: 'https://github.com/diegosouzapw/OmniRoute/issues/3357',
      read: READ_LATER,
    },
  },
  choiceAlone: {
    level: 'warning',
    source: {
      title:
        'Vertex AI: "schema specified other fields alongside any_of. When using any_of, it must be the only field set", as quoted in an issue of Graphenium (July 2026)',
      url: 'https://github.com/lambda-alpha-labs/Graphenium/issues/37',
      read: READ_LATER,
    },
  },
  defaultBesideChoice: {
    level: 'warning',
    source: {
      title: 'Gemini CLI: Vertex AI refuses objects with both `anyOf` and `default` (June 2025)',
      url: 'https://github.com/google-gemini/gemini-cli/pull/1330',
      read: READ_LATER,
    },
  },
};
