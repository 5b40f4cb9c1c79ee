import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** OpenAI's models on Azure, which documents the same subset of schemas and keeps the older limit of descriptions. */
export const azureOpenai: Profile = {
  id: 'azure-openai',
  title: 'Azure OpenAI',
  kind: 'provider',
  includes: ['openai'],
  without: ['openai-description-length'],
  unknown: [],
  descriptionLength: {
    most: 1024,
    level: 'warning',
    source: {
      title: 'Azure OpenAI: a description of 1,058 characters refused, "string_above_max_length"',
      url: 'https://portkey.ai/error-library/input-validation-error-10475',
      read: READ,
    },
  },
};
