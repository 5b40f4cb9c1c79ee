import { t } from '@vscode/l10n';
import { type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainLabel } from '../notice.ts';
import { runFolderIn } from '../run/files.ts';
import { readSettings } from '../settings.ts';
import { estimate } from './estimate.ts';
import type { GenerateOptions } from './generate-options.ts';

const STORE = 'magnet.generate.last';
type Remembered = Pick<GenerateOptions, 'count' | 'seed' | 'teacher'>;

/** What is offered first: what was used last in this workspace, else the settings. */
export async function startingOptions(magnet: Magnet, start?: string, file?: Uri): Promise<GenerateOptions> {
  const settings = readSettings();
  const last = magnet.context.workspaceState.get<Partial<Remembered>>(STORE, {});
  const seed = last.seed ?? settings.paths.seed;
  return {
    count: last.count ?? settings.generate.count,
    seed,
    teacher: last.teacher ?? settings.teacher.id,
    model: settings.teacher.model,
    baseUrl: settings.teacher.baseUrl,
    budgetUsd: settings.teacher.budgetUsd,
    out: await freshFolder(baseFolder(magnet, settings.generate.folder), `run-${seed}`),
    ...(start === undefined ? {} : { start }),
    ...(file === undefined ? {} : { file }),
  };
}

/** How many records given paths were made into is nothing that the next run wants. */
export async function rememberOptions(magnet: Magnet, { count, seed, teacher, paths }: GenerateOptions): Promise<void> {
  if (paths !== undefined) return;
  await magnet.context.workspaceState.update(STORE, { count, seed, teacher } satisfies Remembered);
}

function baseFolder(magnet: Magnet, folder: string): Uri {
  const root = workspace.workspaceFolders?.[0]?.uri ?? magnet.context.globalStorageUri;
  return runFolderIn(root, folder);
}

/** `run-7`, or `run-7-2`, … : an existing folder is never written to. */
export async function freshFolder(parent: Uri, name: string): Promise<Uri> {
  const clean = name.replace(/[^\w.-]+/g, '-').slice(0, 60);
  for (let n = 1; ; n += 1) {
    const candidate = Uri.joinPath(parent, n === 1 ? clean : `${clean}-${n}`);
    if (!(await exists(candidate))) return candidate;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

type Item = QuickPickItem & { readonly change?: keyof GenerateOptions };

/** One list: Enter on its first line starts; the other lines change one value each. */
export async function askOptions(magnet: Magnet, offered: GenerateOptions): Promise<GenerateOptions | undefined> {
  let options = offered;
  for (;;) {
    const picked = await window.showQuickPick<Item>(items(magnet, options), {
      title: t('Generate Contrastive Trajectories'),
      placeHolder: t('Enter to start, or pick a value to change'),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (picked.change === undefined) return options;
    options = (await change(magnet, options, picked.change)) ?? options;
  }
}

function items(magnet: Magnet, options: GenerateOptions): Item[] {
  const scope = scopeText(options);
  const file = options.file ?? window.activeTextEditor?.document.uri;
  return [
    {
      label: `$(sparkle) ${t('Generate {0} records', options.count)}`,
      description: estimate(magnet, options),
      detail: plainLabel(t('from {0}', scope)),
    },
    { label: t('Change'), kind: QuickPickItemKind.Separator },
    { label: `$(list-ordered) ${t('Records')}`, description: String(options.count), change: 'count' },
    { label: `$(mortar-board) ${t('Teacher')}`, description: plainLabel(teacherText(options)), change: 'teacher' },
    ...(options.start === undefined && options.paths === undefined && file !== undefined
      ? [{ label: `$(files) ${t('Functions')}`, description: plainLabel(scope), change: 'file' as const }]
      : []),
    { label: `$(symbol-numeric) ${t('Seed')}`, description: plainLabel(options.seed), change: 'seed' },
    {
      label: `$(folder) ${t('Folder')}`,
      description: plainLabel(workspace.asRelativePath(options.out)),
      change: 'out',
    },
    ...(options.teacher === 'offline' || options.teacher === 'editor'
      ? []
      : [{ label: `$(credit-card) ${t('Budget')}`, description: budgetText(options), change: 'budgetUsd' as const }]),
  ];
}

function scopeText({ start, file, paths }: GenerateOptions): string {
  if (paths !== undefined)
    return paths.length === 1 ? t('exactly this path') : t('exactly these {0} paths', paths.length);
  if (start !== undefined) return t('paths from {0}', start);
  return file === undefined ? t('the whole workspace') : workspace.asRelativePath(file);
}

function teacherText({ teacher, model }: GenerateOptions): string {
  if (teacher === 'offline') return t('offline · no model, no cost');
  return `${teacher} · ${model === '' ? t('default model') : model}`;
}

function budgetText({ budgetUsd }: GenerateOptions): string {
  return budgetUsd > 0 ? t('stops at {0}', `$${budgetUsd}`) : t('none: no paid call is made');
}

async function change(
  magnet: Magnet,
  options: GenerateOptions,
  what: keyof GenerateOptions,
): Promise<GenerateOptions | undefined> {
  switch (what) {
    case 'count': {
      const text = await ask(t('How many records?'), String(options.count), (value) =>
        /^[1-9]\d{0,6}$/.test(value) ? undefined : t('A whole number from 1 to 9,999,999.'),
      );
      return text === undefined ? undefined : { ...options, count: Number(text) };
    }
    case 'seed': {
      const seed = await ask(t('Seed'), options.seed, (value) => (value === '' ? t('Any text but empty.') : undefined));
      if (seed === undefined) return undefined;
      return { ...options, seed, out: await freshFolder(Uri.joinPath(options.out, '..'), `run-${seed}`) };
    }
    case 'file':
      return { ...options, file: options.file === undefined ? window.activeTextEditor?.document.uri : undefined };
    case 'out': {
      const name = await ask(t('Folder'), workspace.asRelativePath(options.out), (value) =>
        value.trim() === '' ? t('A folder name.') : undefined,
      );
      if (name === undefined) return undefined;
      const folder = baseFolder(magnet, name);
      return { ...options, out: await freshFolder(Uri.joinPath(folder, '..'), folder.path.split('/').at(-1) ?? 'run') };
    }
    case 'budgetUsd': {
      const text = await ask(t('Stop at how many US dollars?'), String(options.budgetUsd), (value) =>
        /^\d+(\.\d+)?$/.test(value) ? undefined : t('An amount such as 2.50.'),
      );
      return text === undefined ? undefined : { ...options, budgetUsd: Number(text) };
    }
    case 'teacher': {
      const picked = await window.showQuickPick(
        [
          { label: 'offline', detail: t('Deterministic phrase book: no network, no cost') },
          {
            label: 'gemini',
            detail: t('Google Gemini. Its terms restrict developing competing models; unpaid quota may be reviewed.'),
          },
          { label: 'openai', detail: t('Any OpenAI-compatible server, at magnet.teacher.baseUrl') },
          {
            label: 'editor',
            detail: t('A language model of the editor. Its terms may forbid training on what it writes.'),
          },
        ] as const,
        { title: t('Teacher') },
      );
      return picked === undefined ? undefined : { ...options, teacher: picked.label };
    }
    default:
      return undefined;
  }
}

function ask(
  title: string,
  value: string,
  validateInput: (value: string) => string | undefined,
): Thenable<string | undefined> {
  return window.showInputBox({ title, value, validateInput, ignoreFocusOut: true });
}
