// Runs the editor suite once: bundles it, opens the workbench on a copy of the fixture, waits for Mocha's report.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from './browser.mjs';
import { installWorkbench, projectRoot, releases } from './install.mjs';
import { installVsix, makeSession, pageAddress, removeSession, startServer } from './server.mjs';

const SUITE_TIMEOUT_MS = 8 * 60_000;
export const artifacts = path.join(projectRoot, 'out');

/** Bundles test/editor into out/editor-tests; `vscode` and Mocha stay outside. */
export async function bundleSuite() {
  const folder = path.join(artifacts, 'editor-tests');
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { index: 'test/editor/index.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return folder;
}

/** A fresh copy of the fixture workspace, so that tests may write. */
function copyWorkspace(/** @type {string} */ session) {
  const folder = path.join(session, 'ws');
  cpSync(path.join(projectRoot, 'test/fixtures/workspace'), folder, { recursive: true });
  return folder;
}

/** A development extension without code: the packaged one is under test, but tests need a development path. */
function makeStub(/** @type {string} */ session) {
  const folder = path.join(session, 'stub');
  mkdirSync(folder);
  const manifest = { name: 'stub', publisher: 'magnet-tests', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * Runs the suite in the workbench of one pinned release.
 * @param {'floor' | 'current'} which
 * @param {{ vsix?: string, grep?: string, verbose?: boolean }} options `vsix`: test the packaged extension.
 * @returns {Promise<{ name: string, passed: number, failed: number, pending: number }>}
 */
export async function runInWorkbench(which, options = {}) {
  const release = releases[which];
  const name = `VS Code ${release.vscode}${options.vsix === undefined ? '' : ', packaged'}`;
  const places = installWorkbench(release);
  const tests = await bundleSuite();
  const session = makeSession();
  const report = path.join(session, 'report.json');
  const development = options.vsix === undefined ? projectRoot : makeStub(session);
  if (options.vsix !== undefined) installVsix(places, session, options.vsix);
  const workspace = copyWorkspace(session);
  const env = { MAGNET_TEST_REPORT: report, ...(options.grep === undefined ? {} : { MAGNET_TEST_GREP: options.grep }) };
  const server = await startServer(places, session, { env });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
    const outcome = watch(page, options.verbose === true);
    await page.goto(pageAddress(server.port, workspace, { development, tests: path.join(tests, 'index.js') }));
    await outcome.ended.catch(async (error) => {
      mkdirSync(artifacts, { recursive: true });
      await page.screenshot({ path: path.join(artifacts, `editor-${which}-timeout.png`) });
      cpSync(server.log, path.join(artifacts, `editor-${which}-server.log`));
      process.stderr.write(`${outcome.lines.slice(-30).join('\n')}\n`);
      throw error;
    });
    if (!existsSync(report))
      throw new Error(`${name}: the suite wrote no report\n${outcome.lines.slice(-30).join('\n')}`);
    return { name, ...print(name, JSON.parse(readFileSync(report, 'utf8'))) };
  } finally {
    await browser.close();
    await server.stop();
    if (process.env.KEEP === undefined) removeSession(session);
  }
}

/** Listens for the end of the run; the page calls these two functions by name. */
function watch(page, verbose) {
  const lines = [];
  page.on('console', (message) => {
    lines.push(`[${message.type()}] ${message.text()}`);
    if (verbose) process.stderr.write(`  ${message.text().slice(0, 300)}\n`);
  });
  const ended = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the editor suite did not end in time')), SUITE_TIMEOUT_MS);
    const end = (/** @type {number} */ code) => {
      clearTimeout(timer);
      resolve(code);
    };
    void page.exposeFunction('codeAutomationExit', end);
    void page.exposeFunction('codeAutomationLog', () => undefined);
  });
  return { ended, lines };
}

/** One line a test, then what Mocha counted. */
export function print(name, report) {
  process.stdout.write(`\n${name} (reports ${report.vscode}, Node ${report.node})\n`);
  for (const test of report.tests) {
    const mark = { passed: 'ok  ', failed: 'FAIL', pending: 'skip' }[test.state];
    process.stdout.write(`  ${mark} ${test.title}${test.ms === undefined ? '' : ` (${test.ms} ms)`}\n`);
    if (test.error !== undefined) process.stdout.write(`${test.error.replace(/^/gm, '       ')}\n`);
  }
  const count = (state) => report.tests.filter((test) => test.state === state).length;
  if (count('passed') + count('failed') === 0) throw new Error(`${name}: no test ran`);
  return { passed: count('passed'), failed: count('failed'), pending: count('pending') };
}
