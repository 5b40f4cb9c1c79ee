// Pictures of what a person sees, taken in the real workbench: those of the readme, in docs/images, by default.
// The dark ones are called by their scene alone.
//   node scripts/screenshots.mjs [--scene NAME]… [--theme dark|light|contrast|contrast-light]… [--out FOLDER] [--vscode current|floor]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../test/host/browser.mjs';
import { installWorkbench, projectRoot, releases } from '../test/host/install.mjs';
import { changeSettings, makeSession, pageAddress, removeSession, startServer } from '../test/host/server.mjs';
import { THEMES } from '../test/host/themes.mjs';
import { SCENES } from './screenshot-scenes.mjs';

const { values } = parseArgs({
  options: {
    scene: { type: 'string', multiple: true, default: Object.keys(SCENES) },
    theme: { type: 'string', multiple: true, default: ['dark'] },
    out: { type: 'string', default: path.join(projectRoot, 'docs/images') },
    vscode: { type: 'string', default: 'current' },
  },
});

mkdirSync(values.out, { recursive: true });
const places = installWorkbench(releases[values.vscode]);
const browser = await launchChromium();
try {
  for (const theme of values.theme) {
    for (const scene of values.scene) await take(scene, theme);
  }
} finally {
  await browser.close();
}

/** A file of tests: the records of a small run. */
function makeTests(file) {
  const out = mkdtempSync(path.join(tmpdir(), 'magnet-tests-'));
  const command = ['dist/cli/main.mjs', 'generate', 'examples/airline', '--out', out, '--count', '8', '--seed', '1'];
  execFileSync(process.execPath, command, { cwd: projectRoot, stdio: 'ignore' });
  cpSync(path.join(out, 'records.jsonl'), file);
  rmSync(out, { recursive: true });
}

async function take(scene, theme) {
  const session = makeSession({
    'editor.minimap.enabled': false,
    'window.commandCenter': false,
    'breadcrumbs.enabled': false,
    'editor.fontSize': 13,
  });
  const workspace = path.join(session, 'airline');
  cpSync(path.join(projectRoot, 'examples/airline'), workspace, { recursive: true });
  if (scene === 'diagnostics' || scene === 'matrix')
    cpSync(path.join(projectRoot, 'test/fixtures/pictures'), workspace, { recursive: true });
  if (scene === 'tests') makeTests(path.join(workspace, 'airline.magnet-test.jsonl'));
  const server = await startServer(places, session);
  const context = await browser.newContext({
    viewport: { width: 1400, height: 860 },
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  try {
    await page.goto(pageAddress(server.port, workspace, { development: projectRoot }));
    await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', { timeout: 60_000 });
    await page.waitForSelector('.monaco-workbench[class*="vscode-theme-"]', { timeout: 60_000 });
    changeSettings(session, { 'workbench.colorTheme': THEMES[theme].name });
    await page.waitForSelector(`.monaco-workbench.${THEMES[theme].bears}`, { timeout: 60_000 });
    await SCENES[scene](page);
    const file = path.join(values.out, theme === 'dark' ? `${scene}.png` : `${scene}-${theme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${path.relative(projectRoot, file)}\n`);
  } catch (error) {
    await page.screenshot({ path: path.join(values.out, `${scene}-${theme}-failed.png`) });
    process.stdout.write(`FAIL ${scene} ${theme}: ${error.message.split('\n')[0]}\n`);
    process.exitCode = 1;
  } finally {
    await context.close();
    await server.stop();
    removeSession(session);
  }
}
