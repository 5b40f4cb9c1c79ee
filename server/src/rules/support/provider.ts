import type { CatalogEntry, FunctionSignature, JsonSchema } from '../../signature/index.ts';
import type { Report, Source } from '../rule.ts';
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
    read: '2026-11-22',
  },
  anthropicTools: {
    title: 'Anthropic: Define tools (names match ^[a-zA-Z0-9_-]{1,64}$)',
    url: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools',
    read: '2026-11-22',
  },
  geminiFunction: {
    title:
      'Google: FunctionDeclaration (names start with a letter or an underscore, then letters, digits, underscores, dots and dashes, at most 64; parameter names likewise, without dots and dashes)',
    url: 'https://cloud.google.com/vertex-ai/generative-ai/docs/reference/java/latest/com.google.cloud.vertexai.api.FunctionDeclarationOrBuilder',
    read: '2026-11-22',
  },
  geminiSchema: {
    title: 'Google: Gemini API, Schema',
    url: 'https://ai.google.dev/api/caching#Schema',
    read: '2026-11-22',
  },
  mcpTools: {
    title: 'Model Context Protocol 2025-11-25: Tools',
    url: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
    read: '2026-11-22',
  },
  mcpSchema: {
    title: 'Model Context Protocol 2025-11-25: schema reference, Tool and ToolAnnotations',
    url: 'https://modelcontextprotocol.io/specification/2025-11-25/schema#tool',
    read: '2026-11-22',
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
