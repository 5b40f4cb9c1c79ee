import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The manifest promises; these tests hold it to what the code does. */

const root = path.resolve(import.meta.dirname, '../..');
const texts: Record<string, string> = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
/** As the editor reads it: with the texts in place of their keys. */
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'), (_, value) =>
  typeof value === 'string' ? value.replace(/^%(.+)%$/, (whole, key: string) => texts[key] ?? whole) : value,
);
const { contributes } = manifest;

function sources(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'))
    .join('\n');
}

const client = sources('client/src');
/** Where each side reads its share of the settings. */
const readers = [
  'client/src/settings.ts',
  'client/src/toolFiles.ts',
  'client/src/mockServer.ts',
  'server/src/lsp/settings.ts',
]
  .map((name) => readFileSync(path.join(root, name), 'utf8'))
  .join('\n');
/** Read elsewhere: the trace by the language client itself, the targets with the rules (`editorSettings`). */
const ELSEWHERE = ['magnet.trace.server', 'magnet.targets'];
const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command);
const settings: Record<
  string,
  { default?: unknown; markdownDescription?: string; description?: string; scope?: string }
> = Object.assign({}, ...contributes.configuration.map(({ properties }: { properties: object }) => properties));
const own = Object.keys(settings).filter((key) => !key.startsWith('magnet.rules.'));

/** Every string in the manifest that is a path of ours. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\.?\/?(media|syntaxes|schemas)\//.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function commandsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { command } = value as { command?: unknown };
  return [...(typeof command === 'string' ? [command] : []), ...Object.values(value).flatMap(commandsIn)];
}

describe('commands', () => {
  test.each(declared)('%s is registered', (command) => {
    expect(client).toMatch(new RegExp(`['"]${command.replaceAll('.', '\\.')}['"]`));
  });

  test('menus, keys and welcome texts name declared commands', () => {
    const links = contributes.viewsWelcome.flatMap(({ contents }: { contents: string }) =>
      [...contents.matchAll(/\(command:(magnet[\w.]+)/g)].map((match) => match[1]),
    );
    const used = [...commandsIn(contributes.menus), ...commandsIn(contributes.keybindings), ...links];
    expect(used.filter((command) => !declared.includes(command))).toEqual([]);
  });

  test('steps of the walkthrough lead to commands that there are, and a step is done by one of those it leads to', () => {
    const known = [...declared, 'testing.runAll'];
    for (const { description, completionEvents } of contributes.walkthroughs[0].steps) {
      const links = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
      const done = completionEvents.flatMap((event: string) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
      expect([...links, ...done].filter((command) => !known.includes(command))).toEqual([]);
      expect(links.some((command) => done.includes(command))).toBe(true);
    }
  });

  test('all are in the category Magnet, and those that need a target are kept out of the palette', () => {
    expect(contributes.commands.filter(({ category }: { category: string }) => category !== 'Magnet')).toEqual([]);
    const hidden = contributes.menus.commandPalette
      .filter(({ when }: { when: string }) => when === 'false')
      .map(({ command }: { command: string }) => command);
    expect(hidden).toEqual(expect.arrayContaining(['magnet.edge.accept', 'magnet.sendCall', 'magnet.runs.delete']));
  });
});

test('messages and titles are plain text: no back-ticks, no Markdown', () => {
  const shown = Object.keys(JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')));
  const titles = contributes.commands.map(({ title }: { title: string }) => title);
  expect([...shown, ...titles].filter((text) => /`|\*\*|\]\(/.test(text))).toEqual([]);
  // Views know links and nothing else of Markdown.
  const welcomes = contributes.viewsWelcome.map(({ contents }: { contents: string }) => contents);
  expect(welcomes.filter((text: string) => /`|\*\*/.test(text))).toEqual([]);
});

describe('files', () => {
  test.each([...new Set([manifest.icon, ...pathsIn(contributes)])])('%s is there', (file: string) => {
    expect(existsSync(path.join(root, file))).toBe(true);
  });

  test('the example that a command opens is there and ships', () => {
    expect(existsSync(path.join(root, 'examples/airline/airline.fsig'))).toBe(true);
    expect(readFileSync(path.join(root, '.vscodeignore'), 'utf8')).toContain('!examples/airline/airline.fsig');
  });
});

describe('settings', () => {
  test.each(own)('%s is read', (key) => {
    if (!ELSEWHERE.includes(key)) expect(readers).toContain(`'${key.slice('magnet.'.length)}')`);
  });

  test.each(own)('%s has a default, a scope and a description', (key) => {
    const setting = settings[key];
    expect(setting?.default).toBeDefined();
    expect(setting?.scope).toBeDefined();
    expect((setting?.markdownDescription ?? setting?.description ?? '').length).toBeGreaterThan(20);
  });

  test('what says where things are sent is restricted in untrusted workspaces', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations.filter((key: string) => settings[key] === undefined)).toEqual([]);
    const sending = own.filter((key) => /^magnet\.(teacher|endpoint)\.(?!port)/.test(key));
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(sending));
  });

  test('no key is a setting: keys live in the secret storage', () => {
    const counts = ['magnet.inlayHints.tokens', 'magnet.teacher.tokensPerMinute'];
    expect(own.filter((key) => /key|token|secret|password/i.test(key) && !counts.includes(key))).toEqual([]);
  });
});

describe('activation', () => {
  test('only own files, files named after tools, YAML, panels and commands start the extension', () => {
    // YAML wakes the client alone, which looks at its first lines before it starts a server: `startFirst`.
    const allowed =
      /^(onLanguage:yaml|workspaceContains:(\*\/)?\*(\.(fsig|tools\.jsonl?|magnet-test\.jsonl)|(tool|function)\*\.json|tool\*\.(py|ts))|onWebviewPanel:magnet\.(graph|paths|run))$/;
    expect(manifest.activationEvents.filter((event: string) => !allowed.test(event))).toEqual([]);
  });

  test('JSON as a language is left to VS Code', () => {
    expect(contributes.languages.map(({ id }: { id: string }) => id)).toEqual(['fsig']);
    expect(contributes.jsonValidation ?? []).not.toContainEqual(expect.objectContaining({ fileMatch: '*.json' }));
  });

  test('every view has a welcome, and panels that come back are announced', () => {
    for (const { id } of contributes.views.magnet) {
      expect(contributes.viewsWelcome.some(({ view }: { view: string }) => view === id)).toBe(true);
    }
    for (const [, type] of client.matchAll(/registerWebviewPanelSerializer\('([\w.]+)'/g)) {
      expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
    }
  });

  test('no page keeps its context when hidden, and the policy allows nothing inline', () => {
    expect(client).not.toContain('retainContextWhenHidden');
    expect(client).not.toMatch(/unsafe-(eval|inline)/);
    expect(client).toContain("default-src 'none'");
  });
});
