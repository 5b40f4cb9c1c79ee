import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { withTextArguments } from '../export/sides.ts';
import { shellWord } from './shell.ts';

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
  const sent = withTextArguments(messages.slice(0, end));
  const body = { model: MODEL, messages: sent, ...(tools.length === 0 ? {} : { tools }) };
  const text = JSON.stringify(body, null, 2);
  // The first such text is the model's place; a message may say the same.
  const at = text.indexOf(JSON.stringify(MODEL));
  const [before, after] = [text.slice(0, at), text.slice(at + JSON.stringify(MODEL).length)];
  // The model stands in double quotes for the shell, all else in single ones, where nothing is special but the quote.
  const data = `${shellWord(before)}"\\"\${MODEL:-default}\\""${shellWord(after)}`;
  return [
    `curl "\${OPENAI_BASE_URL:-${ADDRESS}}/chat/completions" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -H "Authorization: Bearer \${OPENAI_API_KEY:-none}" \\`,
    `  --data-binary ${data}`,
    '',
  ].join('\n');
}

const MODEL = 'magnet:model';
