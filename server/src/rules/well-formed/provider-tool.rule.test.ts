import { testRule } from '../testing/test-rule.ts';
import { providerTool } from './provider-tool.rule.ts';

testRule(providerTool, {
  bad: [
    {
      // OpenAI's Responses API.
      input: '[[|{"type": "file_search", "vector_store_ids": ["vs_1"]}|]]',
      message: 'file_search is defined by the provider',
    },
    {
      // Gemini.
      input: '[[|{"googleSearch": {}}|]]',
      message: 'googleSearch is defined by the provider',
    },
  ],
});
