// Starts a workbench server on loopback with throw-away folders, and stops only what it started.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;

const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Folders of one session. Short names: socket paths may hold 107 bytes. */
export function makeSession(/** @type {Record<string, unknown>} */ settings = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mgt-'));
  for (const name of ['user/User', 'ext', 'srv', 'home', 'run'])
    mkdirSync(path.join(folder, name), { recursive: true });
  const all = { ...QUIET_SETTINGS, ...settings };
  writeFileSync(path.join(folder, 'user/User/settings.json'), JSON.stringify(all, null, 2));
  return folder;
}

/** Settings of a session that is running: its window takes them in. */
export function changeSettings(/** @type {string} */ session, /** @type {Record<string, unknown>} */ settings) {
  const file = path.join(session, 'user/User/settings.json');
  const before = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...before, ...settings }, null, 2));
}

function sessionArguments(/** @type {string} */ session) {
  return [
    ...['--server-data-dir', path.join(session, 'srv')],
    ...['--user-data-dir', path.join(session, 'user')],
    ...['--extensions-dir', path.join(session, 'ext')],
  ];
}

function sessionEnvironment(session, node, extra = {}) {
  return {
    ...process.env,
    HOME: path.join(session, 'home'),
    XDG_CONFIG_HOME: path.join(session, 'home/.config'),
    // The server leaves sockets here.
    TMPDIR: path.join(session, 'run'),
    XDG_RUNTIME_DIR: path.join(session, 'run'),
    // No gallery: nothing is asked of the network.
    EXTENSIONS_GALLERY: '{}',
    PATH: path.dirname(node) + path.delimiter + process.env.PATH,
    ...extra,
  };
}

/** Installs a packaged extension into the session; throws with the server's words when it refuses. */
export function installVsix(places, session, vsix) {
  const run = (...args) =>
    spawnSync(places.node, [places.serverMain, ...sessionArguments(session), ...args], {
      env: sessionEnvironment(session, places.node),
      encoding: 'utf8',
    });
  const installed = run('--install-extension', vsix, '--force');
  if (installed.status !== 0) throw new Error(`cannot install ${vsix}: ${installed.stdout}${installed.stderr}`);
  return run('--list-extensions', '--show-versions').stdout.trim().split('\n');
}

/** Puts the built extension itself among the installed ones, so that a change needs a reload of the window and no package. */
export function linkExtension(/** @type {string} */ session, /** @type {string} */ root) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  symlinkSync(root, path.join(session, 'ext', `${publisher}.${name}-${version}`), 'junction');
}

/**
 * @returns {Promise<{ port: number, pid: number, log: string, stop(): Promise<void> }>}
 */
export async function startServer(places, session, { env = {}, port = 0, trust = false, forTests = true } = {}) {
  const log = path.join(session, 'server.log');
  const stream = createWriteStream(log);
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const quiet = ['--accept-server-license-terms', '--disable-telemetry', '--disable-update-check'];
  const rest = ['--disable-getting-started-override', '--log', 'info'];
  if (!trust) rest.push('--disable-workspace-trust');
  // Newer builds ignore the test payload of the page address without it. With it no notification pops up.
  if (forTests) rest.push('--enable-smoke-test-driver');
  const child = spawn(places.node, [places.serverMain, ...flags, ...sessionArguments(session), ...quiet, ...rest], {
    env: sessionEnvironment(session, places.node, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that stopping reaches extension host and language server too.
    detached: true,
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Already gone.
    }
  };
  const atExit = () => kill('SIGKILL');
  process.on('exit', atExit);
  const listening = await new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the workbench did not start: ${log}`)), START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`the workbench ended with ${code}: ${text.slice(-2000)}`)));
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (data) => {
        stream.write(data);
        text += data;
        const match = /Extension host agent listening on (\d+)/.exec(text);
        if (match === null) return;
        clearTimeout(timer);
        resolve(Number(match[1]));
      });
    }
  });
  return {
    port: listening,
    pid: child.pid,
    log,
    async stop() {
      kill('SIGTERM');
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS))]);
      kill('SIGKILL');
      process.off('exit', atExit);
      stream.end();
    },
  };
}

/** Address of the workbench page; `development` and `tests` are folders on this machine. */
export function pageAddress(port, folder, { development, tests } = {}) {
  // Must equal the page's own host: the web workbench puts that in its place.
  const authority = `127.0.0.1:${port}`;
  const remote = (file) => `vscode-remote://${authority}${file}`;
  const payload = [['skipWelcome', 'true']];
  if (development !== undefined) payload.push(['extensionDevelopmentPath', remote(development)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  const target = folder.endsWith('.code-workspace') ? { workspace: folder } : { folder };
  const query = new URLSearchParams({ ...target, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

export function removeSession(session) {
  rmSync(session, { recursive: true, force: true });
}
