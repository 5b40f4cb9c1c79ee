// node test/host/walk.mjs [--theme dark|light|contrast|contrast-light]… [--step NAME] [--out FOLDER] [--vscode current|floor]
// Goes through the extension as a newcomer would, with a plain JSON file of their own, and takes a picture at each step
// for a person to look at. A step fails where what it waits for does not come. With KEEP=1 in the environment the folder of
// the session stays. Exit code: 0 all came, 1 not all did.
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';
import { installWorkbench, projectRoot, releases } from './install.mjs';
import { changeSettings, linkExtension, makeSession, pageAddress, removeSession, startServer } from './server.mjs';
import { THEMES } from './themes.mjs';
import { STEPS } from './walk-steps.mjs';

const { values } = parseArgs({
  options: {
    theme: { type: 'string', multiple: true, default: ['dark'] },
    step: { type: 'string' },
    out: { type: 'string', default: path.join(projectRoot, 'out/walk') },
    vscode: { type: 'string', default: 'current' },
  },
});

const places = installWorkbench(releases[values.vscode]);
const browser = await launchChromium();
try {
  for (const theme of values.theme) await walk(theme);
} finally {
  await browser.close();
}

async function walk(/** @type {string} */ theme) {
  const session = makeSession({
    'editor.minimap.enabled': false,
    'window.commandCenter': false,
    // The mock server is one of the editor's agents' servers.
    'chat.disableAIFeatures': false,
    'magnet.mockServer.enabled': true,
  });
  linkExtension(session, projectRoot);
  const workspace = path.join(session, 'tracker');
  cpSync(path.join(projectRoot, 'test/fixtures/newcomer'), workspace, { recursive: true });
  const out = path.join(values.out, theme);
  mkdirSync(out, { recursive: true });
  // Not as for tests, where notifications do not pop up.
  const server = await startServer(places, session, { forTests: false });
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 860 } })).newPage();
  const address = pageAddress(server.port, workspace);
  try {
    await page.goto(address);
    await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', { timeout: 600_000 });
    changeSettings(session, { 'workbench.colorTheme': THEMES[theme].name });
    await page.waitForSelector(`.monaco-workbench.${THEMES[theme].bears}`, { timeout: 600_000 });
    let number = 0;
    for (const [name, step] of Object.entries(STEPS)) {
      number += 1;
      const file = path.join(out, `${String(number).padStart(2, '0')}-${name}.png`);
      const failed = await step({ page, workspace, address, settings: (more) => changeSettings(session, more) }).then(
        () => undefined,
        (error) => error.message.split('\n')[0],
      );
      await page.screenshot({ path: file });
      if (failed !== undefined) process.exitCode = 1;
      process.stdout.write(
        `${failed === undefined ? 'ok  ' : 'FAIL'} ${theme} ${name}${failed ? `: ${failed}` : ''}\n`,
      );
      if (name === values.step) break;
    }
  } finally {
    await server.stop();
    if (process.env.KEEP === undefined) removeSession(session);
  }
}
