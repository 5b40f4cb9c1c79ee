import { beforeEach, expect, test, vi } from 'vitest';
import type { Magnet } from '../magnet.ts';

/** The editor, as far as sharing speaks to it. */
const editor = vi.hoisted(() => ({
  env: { remoteName: undefined as string | undefined, openExternal: vi.fn() },
  commands: { executeCommand: vi.fn() },
  window: { showSaveDialog: vi.fn(), showInformationMessage: vi.fn() },
  workspace: { fs: { writeFile: vi.fn() }, asRelativePath: () => 'run.html' },
  Uri: { joinPath: (...parts: unknown[]) => parts.join('/') },
}));
vi.mock('vscode', () => editor);

const { shareRun } = await import('./share.ts');
const magnet = { request: () => Promise.resolve({ text: '<p>run</p>' }) } as unknown as Magnet;
const RUN = { path: '/runs/run.jsonl' } as Parameters<typeof shareRun>[1];
const PAGE = { path: '/runs/run.html' };

beforeEach(() => {
  vi.clearAllMocks();
  editor.window.showSaveDialog.mockResolvedValue(PAGE);
  // A person takes the one button that there is.
  editor.window.showInformationMessage.mockImplementation((_text: string, button: string) => Promise.resolve(button));
});

test('a page is written where it was said, and opened in the browser', async () => {
  editor.env.remoteName = undefined;
  await shareRun(magnet, RUN);
  expect(new TextDecoder().decode(editor.workspace.fs.writeFile.mock.calls[0]?.[1])).toBe('<p>run</p>');
  expect(editor.window.showInformationMessage).toHaveBeenCalledWith('Written to run.html.', 'Open');
  await vi.waitFor(() => expect(editor.env.openExternal).toHaveBeenCalledWith(PAGE));
});

test('in a remote window, whose files the browser does not see, it is shown in the Explorer', async () => {
  editor.env.remoteName = 'ssh-remote';
  await shareRun(magnet, RUN);
  expect(editor.window.showInformationMessage).toHaveBeenCalledWith('Written to run.html.', 'Show in Explorer');
  await vi.waitFor(() => expect(editor.commands.executeCommand).toHaveBeenCalledWith('revealInExplorer', PAGE));
  expect(editor.env.openExternal).not.toHaveBeenCalled();
});

test('a dialog that is closed writes nothing', async () => {
  editor.window.showSaveDialog.mockResolvedValue(undefined);
  await shareRun(magnet, RUN);
  expect(editor.workspace.fs.writeFile).not.toHaveBeenCalled();
});
