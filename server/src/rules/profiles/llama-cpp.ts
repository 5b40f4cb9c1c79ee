import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** llama.cpp's server, and what is built on it (LM Studio): every schema becomes a grammar before the model answers. */
export const llamaCpp: Profile = {
  id: 'llama.cpp',
  title: 'llama.cpp',
  kind: 'server',
  unknown: ['names', 'counts', 'nesting'],
  propertyType: {
    inPlace: ['properties', 'additionalProperties', 'items', 'prefixItems', 'pattern', 'format'],
    level: 'warning',
    source: {
      title:
        'llama.cpp: "Unrecognized schema: {"description":…}", status 400, for a property without a type (February 2026)',
      url: 'https://github.com/ggml-org/llama.cpp/issues/19716',
      read: READ_LATER,
    },
  },
  booleanSchema: {
    source: {
      title:
        'llama.cpp: "JSON schema conversion failed: Unrecognized schema: true", status 400, as quoted in an issue of aura (July 2026), which says that OpenAI and Anthropic take it',
      url: 'https://github.com/mezmo/aura/issues/358',
      read: READ_LATER,
    },
  },
  keywords: {
    names: ['not'],
    where: 'no grammar can be made of it',
    level: 'warning',
    source: {
      title: 'llama.cpp: `not` in a schema of a tool ends the request (November 2025)',
      url: 'https://github.com/ggml-org/llama.cpp/issues/17574',
      read: READ_LATER,
    },
  },
  patterns: {
    limits: ['anchors', 'lookaround', 'classes'],
    level: 'warning',
    source: {
      title:
        'llama.cpp: `\\d`, `\\w` and `\\s` of a pattern give a grammar that does not parse (August 2026); a pattern must start with ^ and end with $ (kubernetes-mcp-server, issue 758), lookahead is refused (email-mcp, issue 58)',
      url: 'https://github.com/ggml-org/llama.cpp/issues/27580',
      read: READ,
    },
  },
  textLength: {
    most: 2_000,
    level: 'warning',
    source: {
      title:
        'llama.cpp: a maxLength of 10,000 makes a grammar beyond its limit of repetitions, as quoted in an issue of Firecrawl (September 2026)',
      url: 'https://github.com/firecrawl/firecrawl/issues/4512',
      read: READ,
    },
  },
};
