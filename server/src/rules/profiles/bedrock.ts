import type { Profile } from './profile.ts';
import { READ } from './read.ts';

const SPEC = {
  title: 'Amazon Bedrock: ToolSpecification (name of 1 to 64 characters, [a-zA-Z0-9_-]+)',
  url: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html',
  read: READ,
};

const ROOT = {
  title:
    'Bedrock\'s API: "inputSchema.json.type must be one of the following: object"; models of Anthropic refuse a choice at the root (September 2026)',
  url: 'https://github.com/code-yeongyu/senpi/issues/1947',
  read: READ,
};

/** Bedrock Converse. Further limits are those of the model behind it. */
export const bedrock: Profile = {
  id: 'bedrock',
  title: 'Amazon Bedrock Converse',
  kind: 'provider',
  unknown: ['counts', 'keywords', 'patterns', 'nesting'],
  name: { pattern: /^[a-zA-Z0-9_-]{1,64}$/, words: 'letters, digits, `_` and `-` only, at most 64', source: SPEC },
  parameters: { what: 'there', source: SPEC },
  rootType: { source: ROOT },
  rootChoice: { level: 'warning', source: ROOT },
};
