import { type Uri, type WorkspaceConfiguration, window, workspace } from 'vscode';

/** What this side reads of `magnet.*`, for the folder of a resource. The server asks for its own share itself. */
export interface ClientSettings {
  readonly minimumConfidence: number;
  readonly paths: { readonly count: number; readonly length: number; readonly merge: number; readonly seed: string };
  readonly generate: { readonly count: number; readonly folder: string };
  readonly teacher: {
    readonly id: 'offline' | 'gemini' | 'openai';
    readonly model: string;
    readonly baseUrl: string;
    readonly budgetUsd: number;
  };
  readonly endpoint: { readonly url: string; readonly model: string; readonly port: number };
}

export function readSettings(resource: Uri | undefined = activeResource()): ClientSettings {
  const magnet = workspace.getConfiguration('magnet', resource ?? null);
  return {
    minimumConfidence: magnet.get('graph.minimumConfidence', 0.5),
    paths: {
      count: magnet.get('paths.count', 12),
      length: magnet.get('paths.length', 7),
      merge: magnet.get('paths.merge', 0.3),
      seed: magnet.get('paths.seed', '7'),
    },
    generate: {
      count: magnet.get('generate.count', 20),
      folder: magnet.get('generate.folder', 'magnet-runs'),
    },
    teacher: {
      id: magnet.get('teacher.id', 'offline'),
      model: magnet.get('teacher.model', ''),
      baseUrl: magnet.get('teacher.baseUrl', ''),
      budgetUsd: magnet.get('teacher.budgetUsd', 0),
    },
    endpoint: {
      url: magnet.get('endpoint.url', 'http://127.0.0.1:8000/v1'),
      model: magnet.get('endpoint.model', ''),
      port: magnet.get('endpoint.port', 0),
    },
  };
}

/**
 * The answer to the server's question for `magnet.*` of a resource: of the rules only those that a person has set. With
 * the manifest's defaults filled in, each would lie over what `magnet.config.jsonc` says.
 */
export function withRulesSet(answer: unknown, resource: Uri | undefined): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const magnet = workspace.getConfiguration('magnet', resource ?? null);
  const rules = Object.entries(magnet.get<Readonly<Record<string, unknown>>>('rules', {}));
  return { ...answer, rules: Object.fromEntries(rules.filter(([code]) => isSet(magnet.inspect(`rules.${code}`)))) };
}

function isSet(known: ReturnType<WorkspaceConfiguration['inspect']>): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = known ?? {};
  return globalValue !== undefined || workspaceValue !== undefined || workspaceFolderValue !== undefined;
}

/** The folder a command without a resource is about. */
export function activeResource(): Uri | undefined {
  return window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri;
}
