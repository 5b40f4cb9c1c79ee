import { t } from '@vscode/l10n';
import {
  CancellationError,
  type CancellationToken,
  LanguageModelTextPart,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  LanguageModelToolResult,
  lm,
  Uri,
  workspace,
} from 'vscode';
import { DIALECTS } from '../convert/dialects.ts';
import type { Magnet } from '../magnet.ts';
import { fit, USUAL_BUDGET } from './budget.ts';
import { filesNamed, MAX_FILES } from './files.ts';
import { readPatterns } from './inputs.ts';
import { type AgentTool, check, convert, graph } from './tools.ts';

const TOOLS: readonly AgentTool[] = [check, convert(DIALECTS.map(({ to }) => to)), graph];

/** Offers the tools to the editor's agents, in a trusted workspace alone: from the start, or from when trust is given. */
export function registerAgentTools(magnet: Magnet): void {
  const { subscriptions } = magnet.context;
  const register = () => {
    for (const tool of TOOLS) subscriptions.push(lm.registerTool(tool.name, editorTool(magnet, tool)));
  };
  if (workspace.isTrusted) register();
  else subscriptions.push(workspace.onDidGrantWorkspaceTrust(register));
}

function editorTool(magnet: Magnet, tool: AgentTool): LanguageModelTool<unknown> {
  return {
    prepareInvocation: ({ input }) => ({ invocationMessage: saying(tool.name, filesText(input)) }),
    invoke: async (options, token) =>
      new LanguageModelToolResult([new LanguageModelTextPart(await answer(magnet, tool, options, token))]),
  };
}

/** What a person reads while the tool is at work. */
function saying(name: string, files: string): string {
  if (name === check.name) return t('Checking tool signatures in {0}', files);
  if (name === graph.name) return t('Linking tool signatures in {0}', files);
  return t('Converting tool signatures in {0}', files);
}

function filesText(input: unknown): string {
  const patterns = readPatterns(input);
  return patterns.ok && patterns.value.length > 0 ? patterns.value.join(', ').slice(0, 200) : t('the workspace');
}

/** The tool's answer, or why there is none: an agent reads both. @throws CancellationError */
async function answer(
  magnet: Magnet,
  tool: AgentTool,
  { input, tokenizationOptions }: LanguageModelToolInvocationOptions<unknown>,
  token: CancellationToken,
): Promise<string> {
  if (!workspace.isTrusted)
    return `${tool.name} answers in a trusted workspace only, and this one is in Restricted Mode.`;
  const patterns = readPatterns(input);
  if (!patterns.ok) return patterns.reason;
  const asked = tool.read(input);
  if (!asked.ok) return asked.reason;
  const { files, more } = await filesNamed(patterns.value, token);
  if (token.isCancellationRequested) throw new CancellationError();
  if (patterns.value.length > 0 && files.length === 0) return 'No file of the workspace is named so: nothing was read.';
  const uris = files.map((uri) => uri.toString());
  const lines = await unlessCancelled(asked.value(magnet, uris, token, nameOf), token);
  if (lines instanceof Error) return `${tool.name} has no answer: ${lines.message}`;
  const most = more ? [`Only the first ${MAX_FILES} of the files were read.`] : [];
  const budget =
    tokenizationOptions === undefined
      ? USUAL_BUDGET
      : {
          tokens: tokenizationOptions.tokenBudget,
          count: (text: string) => tokenizationOptions.countTokens(text, token),
        };
  return fit([...most, ...lines], tool.advice, budget);
}

/** Work that nobody waits for once it was cancelled; a failure is an answer too. */
function unlessCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T | Error> {
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => reject(new CancellationError()));
    work
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
      .then(resolve)
      .finally(() => listening.dispose());
  });
}

function nameOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
