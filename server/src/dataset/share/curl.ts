import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** Where the command sends to unless a person sets another: nothing of a record names an address. */
const ADDRESS = 'http://127.0.0.1:8000/v1';

/**
 * A command for a POSIX shell that asks a model for the first message in which the sides of a record part, or for the
 * first of the agent: the conversation before it and the tools, as an OpenAI-compatible server takes them. Address, model
 * and key come from the environment of who runs it.
 */
export function recordCurl(record: TrajectoryRecord): string {
  const { messages, tools, divergesAt } = record;
  const first = messages.findIndex(({ role }) => role === 'assistant');
  const end = divergesAt?.message ?? (first < 0 ? messages.length : first);
  const sent = messages.slice(0, end).map((message) =>
    message.role === 'assistant' && message.tool_calls !== undefined
      ? {
          ...message,
          tool_calls: message.tool_calls.map((call) => ({
            ...call,
            function: { ...call.function, arguments: JSON.stringify(call.function.arguments) },
          })),
        }
      : message,
  );
  const body = { model: MODEL, messages: sent, ...(tools.length === 0 ? {} : { tools }) };
  const [before = '', after = ''] = JSON.stringify(body, null, 2).split(JSON.stringify(MODEL), 2);
  // The model stands in double quotes for the shell, all else in single ones, where nothing is special but the quote.
  const data = `${quoted(before)}"\\"\${MODEL:-default}\\""${quoted(after)}`;
  return [
    `curl "\${OPENAI_BASE_URL:-${ADDRESS}}/chat/completions" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -H "Authorization: Bearer \${OPENAI_API_KEY:-none}" \\`,
    `  --data-binary ${data}`,
    '',
  ].join('\n');
}

const MODEL = 'magnet:model';

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
