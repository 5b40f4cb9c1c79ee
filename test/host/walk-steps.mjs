// The steps of a newcomer's walk, in order: each goes on from the one before, and waits for what a person would see.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openFile, runCommand, webview } from '../../scripts/screenshot-scenes.mjs';

const PATIENCE = { timeout: Number(process.env.MAGNET_PATIENCE_MS ?? 45_000) };
const FILE = 'tracker-tools.json';

const rest = (page, milliseconds = 1_200) => page.waitForTimeout(milliseconds);
const notice = (page, text) => page.locator('.notification-list-item', { hasText: text }).first();
const row = (page, text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
const inPanel = (page, text) => webview(page).getByText(text).first().waitFor(PATIENCE);

/** What the palette offers first may be another command with the same words. */
async function command(page, title) {
  await page.keyboard.press('Escape');
  await runCommand(page, title);
}

/** Takes what a picker offers first. */
async function takeFirst(page, offer) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: offer }).first().waitFor(PATIENCE);
  await page.keyboard.press('Enter');
}

async function menuOf(page, run, item) {
  await row(page, run).click({ button: 'right' });
  await page.locator('.monaco-menu .action-item', { hasText: item }).first().click(PATIENCE);
}

/** With the address that is offered, once it is: Enter pressed too early would go elsewhere. */
async function startProxy(page) {
  await command(page, 'Magnet: Start Proxy');
  await page.getByText('Address of the server that your agent talks to now').waitFor(PATIENCE);
  await page.keyboard.press('Enter');
}

/** The newest run of the view is the first. */
const RUN = /^run-\d+/;

/** @type {Record<string, (at: { page: import('playwright-core').Page, workspace: string, address: string, settings(more: object): void }) => Promise<void>>} */
export const STEPS = {
  async 'empty-views'({ page }) {
    await page.locator('.activitybar [aria-label="Magnet"]').first().click(PATIENCE);
    await page.getByText('No functions yet.').waitFor(PATIENCE);
  },
  async offer({ page }) {
    await openFile(page, FILE);
    await notice(page, 'Read 12 tools in tracker-tools.json?').waitFor(PATIENCE);
  },
  async read({ page }) {
    await page.getByText('Read the File in Front as Tool Schemas').first().click(PATIENCE);
    await row(page, 'create_issue').waitFor(PATIENCE);
    await page.locator('.editor-actions [aria-label^="Show Dependency Graph"]').first().waitFor(PATIENCE);
  },
  async problems({ page }) {
    await page
      .locator('.monaco-editor .squiggly-warning')
      .first()
      .waitFor({ ...PATIENCE, state: 'attached' });
    await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor(PATIENCE);
    await rest(page);
  },
  async graph({ page }) {
    await command(page, 'View: Toggle Panel Visibility');
    await command(page, 'Magnet: Show Dependency Graph');
    await webview(page).locator('canvas').waitFor(PATIENCE);
    await rest(page, 2_500);
  },
  async domain({ page }) {
    await page.locator('.pane-header', { hasText: 'Domain' }).click(PATIENCE);
    await row(page, 'milestone_id').waitFor(PATIENCE);
  },
  async paths({ page }) {
    await command(page, 'Magnet: Open Signature Paths');
    await webview(page).locator('.turn').first().waitFor(PATIENCE);
    await webview(page).getByRole('button', { name: 'Re-roll' }).click(PATIENCE);
    await webview(page).locator('.verdict').waitFor(PATIENCE);
    await rest(page);
  },
  async 'edited-path'({ page }) {
    await webview(page).locator('.turns .call').nth(1).click(PATIENCE);
    await webview(page).getByRole('button', { name: 'Drop', exact: true }).first().click(PATIENCE);
    await inPanel(page, /edited/);
    await rest(page);
  },
  async generated({ page }) {
    await command(page, 'Magnet: Generate Contrastive Trajectories');
    await takeFirst(page, /Generate \d+ records/);
    await notice(page, 'Generated').waitFor(PATIENCE);
    await webview(page).locator('.turn').first().waitFor(PATIENCE);
    await rest(page);
  },
  async pair({ page }) {
    await command(page, 'View: Toggle Primary Side Bar Visibility');
    const records = webview(page).getByRole('listbox');
    if (!(await records.isVisible())) await webview(page).getByRole('button', { name: 'Records' }).click(PATIENCE);
    await webview(page)
      .getByText(/multi-turn · .* error 1/)
      .first()
      .click(PATIENCE);
    await webview(page).locator('#divergence').first().waitFor(PATIENCE);
    await rest(page);
  },
  async 'edited-value'({ page }) {
    await webview(page)
      .getByRole('button', { name: /^Edit this text/ })
      .first()
      .click(PATIENCE);
    await webview(page).locator('.editor textarea').fill('Something else entirely, with issue IS-ZZZZZ.');
    await webview(page).locator('.edit-certificates li').first().waitFor(PATIENCE);
  },
  async reviewed({ page }) {
    await page.keyboard.press('Escape');
    await webview(page).locator('main.body').focus();
    for (const key of ['a', 'r', 'f']) {
      await page.keyboard.press(key);
      await rest(page, 500);
    }
    await webview(page).getByRole('button', { name: /Undo/ }).waitFor(PATIENCE);
  },
  async shared({ page }) {
    await webview(page).locator('summary', { hasText: 'Share' }).click(PATIENCE);
    await inPanel(page, 'Save the whole run as a page…');
  },
  async statistics({ page }) {
    await command(page, 'Magnet: Focus on Runs View');
    await menuOf(page, RUN, 'Show Statistics of Run');
    await inPanel(page, 'Turns a record');
  },
  async preflight({ page }) {
    await menuOf(page, RUN, 'Export Run');
    await takeFirst(page, 'trl-dpo');
    await takeFirst(page, 'All records');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: /Write \d+ rows/ }).waitFor(PATIENCE);
  },
  async 'log-of-another'({ page }) {
    await page.keyboard.press('Escape');
    await openFile(page, 'openai-chat.jsonl');
    await page.locator('.editor-actions [aria-label^="Preview Run"]').first().click(PATIENCE);
    await inPanel(page, 'does not fit its signature');
  },
  async call({ page }) {
    await openFile(page, FILE);
    await page.locator('.codelens-decoration a', { hasText: 'Send' }).first().click(PATIENCE);
    await inPanel(page, 'Ask in words');
  },
  async proxy({ page }) {
    await startProxy(page);
    await inPanel(page, 'Nothing has gone by yet.');
  },
  /** An agent without its key: nothing of what it asks can become a conversation, and a person is told. */
  async refused({ page }) {
    await command(page, 'Magnet: Stop Proxy');
    await command(page, 'Magnet: Start Local Magnet Endpoint');
    await notice(page, 'endpoint answers at').waitFor(PATIENCE);
    await startProxy(page);
    const told = await notice(page, 'The proxy listens at').innerText(PATIENCE);
    const body = JSON.stringify({ model: 'any', messages: [{ role: 'user', content: 'Close IS-4.' }] });
    await fetch(`${/listens at (\S+)/.exec(told)?.[1]}/chat/completions`, { method: 'POST', body });
    await notice(page, 'became no conversation').waitFor(PATIENCE);
    await inPanel(page, /none became a conversation.*401/);
  },
  async walkthrough({ page }) {
    await command(page, 'Magnet: Open Walkthrough');
    await page.getByText('Keep a record as your first test', { exact: true }).first().click(PATIENCE);
    await page.locator('.gettingStartedContainer .monaco-button', { hasText: 'Save as Test' }).first().click(PATIENCE);
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click(PATIENCE);
    await notice(page, 'Saved as test').waitFor(PATIENCE);
  },
  async 'mock-server'({ page }) {
    await command(page, 'MCP: List Servers');
    for (const row of ['Magnet mock', 'Start Server'])
      await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click(PATIENCE);
    // The lines of an editor have blanks of their own.
    await page
      .locator('.view-line', { hasText: /Discovered.12.tools/ })
      .first()
      .waitFor(PATIENCE);
    await command(page, 'View: Toggle Panel Visibility');
  },
  async restarted({ page }) {
    await command(page, 'Magnet: Restart Language Server');
    await row(page, 'create_issue').waitFor(PATIENCE);
    await rest(page, 3_000);
  },
  async 'broken-file'({ page, workspace }) {
    const file = path.join(workspace, FILE);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 3_000));
    appendFileSync(file, '"');
    await openFile(page, FILE);
    await row(page, 'create_issue').waitFor(PATIENCE);
  },
  async reloaded({ page, address }) {
    await page.goto(address);
    await page.locator('.monaco-editor .view-line').first().waitFor(PATIENCE);
    await rest(page, 3_000);
  },
  async enlarged({ page, settings }) {
    settings({ 'window.zoomLevel': 4 });
    await page.setViewportSize({ width: 700, height: 430 });
    await rest(page, 2_000);
  },
};
