// The same suite in a desktop VS Code, where one can be downloaded and a display is there.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { projectRoot, releases } from './install.mjs';
import { copyFixture, settingsOf, testEnvironment } from './scenarios.mjs';

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

/**
 * @param {'floor' | 'current'} which
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @returns {Promise<import('./suite.mjs').Report>}
 */
export async function runInDesktop(which, scenario, { tests, grep }) {
  const release = releases[which];
  const session = mkdtempSync(path.join(tmpdir(), 'mgt-'));
  const report = path.join(session, 'report.json');
  const workspace = copyFixture(scenario, session);
  mkdirSync(path.join(session, 'u/User'), { recursive: true });
  writeFileSync(path.join(session, 'u/User/settings.json'), JSON.stringify(settingsOf(scenario)));
  const trust = scenario.trust === true ? [] : ['--disable-workspace-trust'];
  const version = which === 'current' ? 'stable' : release.vscode;
  try {
    const vscodeExecutablePath = await downloadAndUnzipVSCode(version);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: path.join(tests, 'index.js'),
      launchArgs: [workspace, '--disable-extensions', ...trust, `--user-data-dir=${session}/u`],
      extensionTestsEnv: testEnvironment(scenario, { report, grep }),
    }).catch(() => undefined);
    return { ...JSON.parse(readFileSync(report, 'utf8')), name: `VS Code ${version}, desktop, ${scenario.name}` };
  } finally {
    rmSync(session, { recursive: true, force: true });
  }
}
