import type { ConvertParams } from '../../../server/src/lsp/protocol.ts';

/** Dialects that functions can be written in. */
export const DIALECTS: readonly {
  readonly label: string;
  readonly to: ConvertParams['to'];
  readonly detail: string;
}[] = [
  { label: 'fsig', to: 'fsig', detail: 'This extension’s signature language' },
  {
    label: 'OpenAI Chat Completions',
    to: 'openai-chat',
    detail: '{ type: "function", function: { name, parameters } }',
  },
  { label: 'OpenAI Responses', to: 'openai-responses', detail: '{ type: "function", name, parameters }' },
  { label: 'Anthropic', to: 'anthropic', detail: '{ name, input_schema }' },
  { label: 'Gemini', to: 'gemini', detail: '{ functionDeclarations: […] }' },
  { label: 'MCP tools/list', to: 'mcp', detail: '{ tools: [{ name, inputSchema, outputSchema }] }' },
  { label: 'BFCL', to: 'bfcl', detail: 'Berkeley Function-Calling Leaderboard' },
  { label: 'ToolBench', to: 'toolbench', detail: '{ required_parameters, optional_parameters }' },
  { label: 'Seal-Tools', to: 'seal-tools', detail: '{ api_name, parameters, responses }' },
  { label: 'xLAM', to: 'xlam', detail: '{ name, parameters: { … } }' },
  { label: 'Amazon Bedrock', to: 'bedrock', detail: '{ toolConfig: { tools: [{ toolSpec }] } }' },
  { label: 'Cohere (v1)', to: 'cohere', detail: '{ name, parameter_definitions }' },
  { label: 'VS Code language model tools', to: 'vscode', detail: '{ contributes: { languageModelTools } }' },
];
