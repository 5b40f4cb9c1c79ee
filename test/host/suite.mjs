// Runs one scenario of the editor suite: opens the workbench on a copy of its fixture, waits for Mocha's report.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from './browser.mjs';
import { installWorkbench, projectRoot, releases } from './install.mjs';
import { copyFixture, settingsOf, testEnvironment } from './scenarios.mjs';
import { installVsix, makeSession, pageAddress, removeSession, startServer } from './server.mjs';
import { watchScreen } from './shown.mjs';

const SUITE_TIMEOUT_MS = 15 * 60_000;
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

/** A development extension without code: the packaged one is under test, but tests need a development path. */
function makeStub(/** @type {string} */ session) {
  const folder = path.join(session, 'stub');
  mkdirSync(folder);
  const manifest = { name: 'stub', publisher: 'magnet-tests', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * Runs one scenario in the workbench of one pinned release.
 * @param {'floor' | 'current'} which
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {{ tests: string, vsix?: string, grep?: string, verbose?: boolean }} options `tests`: folder of the bundled
 *   suite; `vsix`: test the packaged extension.
 * @returns {Promise<Report>}
 */
export async function runInWorkbench(which, scenario, options) {
  const release = releases[which];
  const name = `VS Code ${release.vscode}${options.vsix === undefined ? '' : ', packaged'}, ${scenario.name}`;
  const places = installWorkbench(release);
  const session = makeSession(settingsOf(scenario));
  const report = path.join(session, 'report.json');
  const development = options.vsix === undefined ? projectRoot : makeStub(session);
  if (options.vsix !== undefined) installVsix(places, session, options.vsix);
  const workspace = copyFixture(scenario, session);
  const messages = path.join(session, 'messages.jsonl');
  const seen = scenario.watch === true ? path.join(session, 'seen.jsonl') : undefined;
  const env = testEnvironment(scenario, { report, messages, seen, grep: options.grep });
  const server = await startServer(places, session, { env, trust: scenario.trust === true });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
    const outcome = watch(page, options.verbose === true);
    await collectMessages(page, messages);
    if (seen !== undefined) await watchScreen(page, seen);
    const main = path.join(options.tests, 'index.js');
    await page.goto(pageAddress(server.port, workspace, { development, tests: main }));
    await outcome.ended.catch(async (error) => {
      mkdirSync(artifacts, { recursive: true });
      await page.screenshot({ path: path.join(artifacts, `editor-${which}-${scenario.name}-timeout.png`) });
      cpSync(server.log, path.join(artifacts, `editor-${which}-${scenario.name}-server.log`));
      process.stderr.write(`${outcome.lines.slice(-30).join('\n')}\n`);
      throw error;
    });
    if (!existsSync(report))
      throw new Error(`${name}: the suite wrote no report\n${outcome.lines.slice(-30).join('\n')}`);
    return { ...JSON.parse(readFileSync(report, 'utf8')), name };
  } finally {
    await browser.close();
    await server.stop();
    if (process.env.KEEP === undefined) removeSession(session);
  }
}

/**
 * Keeps what the workbench shows a person, one JSON string a line: the extension host cannot read its own messages, nor
 * which commands stand in the title of a file (`title of parcels.json: Show Dependency Graph`).
 */
async function collectMessages(page, /** @type {string} */ file) {
  await page.exposeFunction('magnetShown', (/** @type {string} */ text) =>
    appendFileSync(file, `${JSON.stringify(text)}\n`),
  );
  await page.addInitScript(() => {
    // The elements of the list are used again for other messages: what counts is the text that was not there before.
    let before = new Set();
    const look = () => {
      const items = [...document.querySelectorAll('.notification-list-item')];
      const tab = document
        .querySelector('.editor-group-container.active .tab.active')
        ?.getAttribute('data-resource-name');
      const actions = document.querySelectorAll('.editor-group-container.active .editor-actions .action-label');
      const titles = [...actions].map((action) => `title of ${tab}: ${action.getAttribute('aria-label')}`);
      const shown = [...items.map((item) => item.textContent.trim()), ...titles];
      const now = new Set(shown.filter((text) => text !== ''));
      for (const text of now) if (!before.has(text)) globalThis.magnetShown(text);
      before = now;
    };
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
  });
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

/**
 * @typedef {object} Report
 * @property {string} name
 * @property {string} vscode the version that the editor itself reports
 * @property {string} node
 * @property {{ title: string, state: 'passed' | 'failed' | 'pending', ms?: number, error?: string }[]} tests
 * @property {Record<string, number>} [measured] milliseconds by name
 */

/** One line a test. @returns what Mocha counted */
export function print(/** @type {Report} */ report) {
  process.stdout.write(`\n${report.name} (reports ${report.vscode}, Node ${report.node})\n`);
  for (const test of report.tests) {
    const mark = { passed: 'ok  ', failed: 'FAIL', pending: 'skip' }[test.state];
    process.stdout.write(`  ${mark} ${test.title}${test.ms === undefined ? '' : ` (${test.ms} ms)`}\n`);
    if (test.error !== undefined) process.stdout.write(`${test.error.replace(/^/gm, '       ')}\n`);
  }
  for (const [what, ms] of Object.entries(report.measured ?? {}))
    process.stdout.write(`  measured: ${what} ${ms.toFixed(1)} ms\n`);
  const count = (state) => report.tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), pending: count('pending') };
}
