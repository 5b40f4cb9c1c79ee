// The same suite in a desktop VS Code, where one can be downloaded and a display is there.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { projectRoot, releases } from './install.mjs';
import { bundleSuite, print } from './suite.mjs';

const DOWNLOAD_SITE = 'https://update.code.visualstudio.com/api/releases/stable';
const ANSWER_WITHIN_MS = 4_000;

/** True where VS Code can be downloaded and shown. */
export async function desktopAvailable() {
  if (process.env.MAGNET_TEST_HOST === 'workbench') return false;
  if (process.platform === 'linux' && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) {
    return false;
  }
  try {
    return (await fetch(DOWNLOAD_SITE, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

/** @param {'floor' | 'current'} which */
export async function runInDesktop(which, { grep } = {}) {
  const release = releases[which];
  const tests = await bundleSuite();
  const session = mkdtempSync(path.join(tmpdir(), 'mgt-'));
  const workspace = path.join(session, 'ws');
  const report = path.join(session, 'report.json');
  cpSync(path.join(projectRoot, 'test/fixtures/workspace'), workspace, { recursive: true });
  const version = which === 'current' ? 'stable' : release.vscode;
  try {
    const vscodeExecutablePath = await downloadAndUnzipVSCode(version);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: path.join(tests, 'index.js'),
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${session}/u`],
      extensionTestsEnv: { MAGNET_TEST_REPORT: report, ...(grep === undefined ? {} : { MAGNET_TEST_GREP: grep }) },
    }).catch(() => undefined);
    const name = `VS Code ${version}, desktop`;
    return { name, ...print(name, JSON.parse(readFileSync(report, 'utf8'))) };
  } finally {
    rmSync(session, { recursive: true, force: true });
  }
}
