import type { Profile } from './profile.ts';
import { READ_LATER } from './read.ts';

/** Anthropic Messages. Most of what is known of it is in rules of their own, `anthropic-…`. */
export const anthropic: Profile = {
  id: 'anthropic',
  title: 'Anthropic tool use',
  kind: 'provider',
  unknown: ['counts', 'patterns', 'nesting'],
  parameters: {
    what: 'there',
    source: {
      title:
        'Anthropic\'s API: "input_schema: Field required", status 400, as quoted in an issue of gcli2api (July 2026)',
      url: 'https://github.com/su-kaka/gcli2api/issues/392',
      read: READ_LATER,
    },
  },
  draft: {
    // `required` as a flag: https://github.com/MarkusPfundstein/mcp-gsuite/pull/54 (March 2026).
    forms: ['tuple', 'flag', 'required'],
    source: {
      title:
        'Anthropic\'s API: "JSON schema is invalid. It must match JSON Schema draft 2020-12", found for lists under `items`, in an issue of openclaw (July 2026)',
      url: 'https://github.com/openclaw/openclaw/issues/98588',
      read: READ_LATER,
    },
  },
};
