import { type Uri, type WorkspaceConfiguration, window, workspace } from 'vscode';
import { type SettingId, type SettingValue, settingValue } from '../../server/src/settings/index.ts';

/** What this side reads of `magnet.*`, for the folder of a resource. The server asks for its own share itself. */
export interface ClientSettings {
  readonly minimumConfidence: number;
  readonly paths: { readonly count: number; readonly length: number; readonly merge: number; readonly seed: string };
  readonly generate: { readonly count: number; readonly folder: string };
  readonly teacher: {
    readonly id: SettingValue<'teacher.id'>;
    readonly language: SettingValue<'teacher.language'>;
    readonly model: string;
    readonly baseUrl: string;
    readonly budgetUsd: number;
    readonly freeAddresses: readonly string[];
    readonly concurrency: number;
    readonly requestsPerMinute: number;
    readonly tokensPerMinute: number;
  };
  readonly endpoint: {
    readonly url: string;
    readonly model: string;
    readonly port: number;
    readonly budgetUsd: number;
    /** `0.3/2.5`; `''`: not known. */
    readonly price: string;
    /** Further endpoints, as `choice.ts` reads them. */
    readonly list: readonly string[];
    readonly concurrency: number;
  };
}

export function readSettings(resource: Uri | undefined = activeResource()): ClientSettings {
  const magnet = workspace.getConfiguration('magnet', resource ?? null);
  const read = <Id extends SettingId>(id: Id) => settingValue(id, magnet.get(id));
  return {
    minimumConfidence: read('graph.minimumConfidence'),
    paths: {
      count: read('paths.count'),
      length: read('paths.length'),
      merge: read('paths.merge'),
      seed: read('paths.seed'),
    },
    generate: { count: read('generate.count'), folder: read('generate.folder') },
    teacher: {
      id: read('teacher.id'),
      language: read('teacher.language'),
      model: read('teacher.model'),
      baseUrl: read('teacher.baseUrl'),
      budgetUsd: read('teacher.budgetUsd'),
      freeAddresses: read('teacher.freeAddresses'),
      concurrency: read('teacher.concurrency'),
      requestsPerMinute: read('teacher.requestsPerMinute'),
      tokensPerMinute: read('teacher.tokensPerMinute'),
    },
    endpoint: {
      url: read('endpoint.url'),
      model: read('endpoint.model'),
      port: read('endpoint.port'),
      budgetUsd: read('endpoint.budgetUsd'),
      price: read('endpoint.price'),
      list: read('endpoint.list'),
      concurrency: read('endpoint.concurrency'),
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
