import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** Cohere's chat API, version 2. The subset of schemas binds where `strict_tools` is on. */
export const cohere: Profile = {
  id: 'cohere',
  title: 'Cohere',
  kind: 'provider',
  unknown: ['names', 'counts', 'patterns', 'nesting'],
  keywords: {
    names: [
      'allOf',
      'oneOf',
      'not',
      'minimum',
      'maximum',
      'minItems',
      'maxItems',
      'minLength',
      'maxLength',
      'uniqueItems',
    ],
    where: 'Cohere with `strict_tools`',
    level: 'information',
    source: {
      title: 'Cohere: Structured outputs, schemas that are not supported, as schemafit 0.3.0 restates the page',
      url: 'https://github.com/OrionArchitekton/schemafit/releases/tag/v0.3.0',
      read: READ,
    },
  },
  strictField: {
    source: {
      title:
        "Cohere's API: \"unknown field: parameter 'strict' is not a valid field\", status 422, in an issue of OpenRouter (March 2026)",
      url: 'https://github.com/OpenRouterTeam/openrouter-examples/issues/71',
      read: READ_LATER,
    },
  },
};
