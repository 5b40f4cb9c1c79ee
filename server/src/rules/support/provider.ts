import type { JsonSchema } from '../../json/index.ts';
import type { CatalogEntry, FunctionSignature } from '../../signature/index.ts';
import type { Source } from '../levels.ts';
import type { Report } from '../rule.ts';
import type { FunctionSubject, SchemaNode } from '../subject.ts';

/** Where the limits of each provider are stated. Each was read on the date given. */
export const SOURCES = {
  openaiTools: {
    title:
      'OpenAI API reference: chat completions, `tools` (at most 128 functions; names of a-z, A-Z, 0-9, underscores and dashes, at most 64 characters)',
    url: 'https://platform.openai.com/docs/api-reference/chat/create#chat-create-tools',
    read: '2026-11-22',
  },
  openaiStrict: {
    title: 'OpenAI: Structured outputs, supported schemas',
    url: 'https://platform.openai.com/docs/guides/structured-outputs#supported-schemas',
    read: '2026-11-28',
  },
  openaiCount: {
    title:
      'OpenAI\'s API: "array too long. Expected an array with maximum length 128", as quoted in an issue of Zed (November 2025)',
    url: 'https://github.com/zed-industries/zed/issues/42393',
    read: '2026-11-28',
  },
  openaiNesting: {
    title: 'OpenAI\'s API: "6 levels of nesting exceeds limit of 5", as quoted in an issue (older limit)',
    url: 'https://github.com/tidyverse/ellmer/issues/671',
    read: '2026-11-28',
  },
  openaiReference: {
    title: "OpenAI's API: \"$ref cannot have keywords {'description'}\", as quoted in an issue of CAMEL (August 2025)",
    url: 'https://github.com/camel-ai/camel/issues/3001',
    read: '2026-11-30',
  },
  openaiFormat: {
    title: "OpenAI's API: \"'uri' is not a valid format\", as quoted in an issue, and the nine formats that it takes",
    url: 'https://github.com/cyanheads/git-mcp-server/issues/47',
    read: '2026-11-28',
  },
  anthropicTools: {
    title: 'Anthropic: Define tools (older editions: names match ^[a-zA-Z0-9_-]{1,64}$)',
    url: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools',
    read: '2026-11-22',
  },
  anthropicName: {
    title: "Anthropic's API: \"String should match pattern '^[a-zA-Z0-9_-]{1,128}$'\", as quoted in an issue",
    url: 'https://github.com/netclaw-dev/netclaw/issues/1133',
    read: '2026-11-28',
  },
  anthropicProperty: {
    title:
      "Anthropic's API: \"Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'\", as quoted in an issue of Claude Code",
    url: 'https://github.com/anthropics/claude-code/issues/79418',
    read: '2026-11-28',
  },
  anthropicStrict: {
    title: 'Anthropic: Structured outputs, JSON Schema limitations (shared with strict tool use)',
    url: 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations',
    read: '2026-11-28',
  },
  geminiFunction: {
    title:
      'Google: FunctionDeclaration (names start with a letter or an underscore, then letters, digits, underscores, dots, colons and dashes, at most 128, in older editions 64; parameter names letters, digits and underscores, at most 64)',
    url: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/FunctionDeclaration',
    read: '2026-11-28',
  },
  geminiCount: {
    title:
      'Gemini\'s API: "At most 512 function declarations can be specified", as quoted in an issue of Gemini CLI (February 2026)',
    url: 'https://github.com/google-gemini/gemini-cli/issues/19083',
    read: '2026-11-28',
  },
  geminiDepth: {
    title:
      'Gemini\'s API: "exceeds the maximum allowed nesting depth", as quoted in an issue of Gemini CLI (August 2025)',
    url: 'https://github.com/google-gemini/gemini-cli/issues/6031',
    read: '2026-11-28',
  },
  geminiStrings: {
    title:
      'Google Cloud: Schema ("For STRING type, format can be email, byte, date, date-time, password, and other formats")',
    url: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/reference/rest/v1/Schema',
    read: '2026-11-28',
  },
  geminiFormat: {
    title:
      "Gemini's API: \"only 'enum' and 'date-time' are supported for STRING type\", as quoted in an issue of Gemini CLI (July 2025)",
    url: 'https://github.com/google-gemini/gemini-cli/issues/3178',
    read: '2026-11-28',
  },
  geminiTypeList: {
    title: 'Gemini\'s API: "Proto field is not repeating, cannot start list", as quoted in an issue (July 2026)',
    url: 'https://github.com/WordPress/ai-provider-for-google/issues/33',
    read: '2026-11-28',
  },
  geminiSchema: {
    title: 'Google: Gemini API, Schema',
    url: 'https://ai.google.dev/api/caching#Schema',
    read: '2026-11-22',
  },
  mcpTools: {
    title: 'Model Context Protocol 2026-07-28: Tools',
    url: 'https://modelcontextprotocol.io/specification/2026-07-28/server/tools',
    read: '2026-11-28',
  },
  mcpOutput: {
    title: 'Model Context Protocol, SEP-2106 (final; part of 2026-07-28): output schemas of any type',
    url: 'https://modelcontextprotocol.io/seps/2106-json-schema-2020-12',
    read: '2026-11-28',
  },
  mcpSchema: {
    title: 'Model Context Protocol 2025-11-25: schema reference, Tool and ToolAnnotations',
    url: 'https://modelcontextprotocol.io/specification/2025-11-25/schema#tool',
    read: '2026-11-22',
  },
  openaiStrictType: {
    title: "OpenAI's API: \"schema must have a 'type' key\" for empty items, as quoted in an issue (February 2026)",
    url: 'https://github.com/can1357/oh-my-pi/issues/211',
    read: '2026-11-29',
  },
  ollamaPlace: {
    title:
      'Ollama: a tool with `parameters` beside `function` is accepted and called without arguments (February 2026)',
    url: 'https://github.com/ollama/ollama/issues/14256',
    read: '2026-11-29',
  },
  mcpEmpty: {
    title: 'OpenAI Agents SDK: tools of MCP servers whose schema has no properties (April 2025)',
    url: 'https://github.com/openai/openai-agents-python/issues/449',
    read: '2026-11-29',
  },
  bfcl: {
    title: 'BFCL check_func_doc_format.py',
    url: 'https://github.com/ShishirPatil/gorilla/blob/main/berkeley-function-call-leaderboard/utils/check_func_doc_format.py',
    read: '2026-11-22',
  },
} as const satisfies Record<string, Source>;

/** Whether OpenAI's strict mode is asked for. */
export function isStrict(signature: FunctionSignature): boolean {
  return signature.annotations.strict === true;
}

/** An object that strict modes refuse: it does not say that it takes no other properties. */
export function isOpenObject(schema: JsonSchema): boolean {
  return isObjectSchema(schema) && schema.additionalProperties !== false && schema.$ref === undefined;
}

/** Nodes of the parameters alone: a response is never sent to a provider that takes none. */
export function parameterNodes(subject: FunctionSubject): readonly SchemaNode[] {
  return subject.nodes.filter((node) => node.side === 'parameters');
}

/** Whether a schema describes an object, by type or by having properties. */
export function isObjectSchema(schema: JsonSchema): boolean {
  return (
    schema.type === 'object' ||
    (Array.isArray(schema.type) && schema.type.includes('object')) ||
    schema.properties !== undefined
  );
}

/** Reports the first function of a file that holds more than `most`. */
export function countCheck(most: number) {
  return (entries: readonly CatalogEntry[], report: (id: string, finding: Report<'count' | 'most'>) => void): void => {
    const [first] = entries;
    // Task files hold a list of their own in each line.
    if (first === undefined || entries.length <= most || first.document.kind === 'jsonl') return;
    report(first.id, { part: ['name'], data: { count: String(entries.length), most: String(most) } });
  };
}
