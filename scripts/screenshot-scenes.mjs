// One scene a picture: what to open and what must be seen before it is taken. Each drives the workbench as a person
// would, through the palette and the keyboard.

const PATIENCE = { timeout: Number(process.env.MAGNET_PATIENCE_MS ?? 60_000) };
const PRESENT = { ...PATIENCE, state: 'attached' };

export async function openFile(page, name) {
  await askFor(page, 'Control+P', name, name);
  await page.locator('.monaco-editor .view-line').first().waitFor(PATIENCE);
}

export async function runCommand(page, title) {
  await askFor(page, 'F1', `>${title}`, title);
}

/** Opens the picker, types, and takes what is offered first once it is the thing meant. */
async function askFor(page, key, typed, offered) {
  const input = page.locator('.quick-input-widget input.input');
  // The list of the command before may still be closing.
  await input.waitFor({ state: 'hidden', timeout: 5_000 }).catch(() => undefined);
  // A key pressed while the focus is on its way to a panel is lost.
  for (let tries = 0; tries < 20 && !(await input.isVisible()); tries++) {
    await page.keyboard.press(key);
    await settle(page, 1_000);
  }
  await input.fill(typed, PATIENCE);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: offered }).first().waitFor(PATIENCE);
  await page.keyboard.press('Enter');
}

/** The document inside the webview's two nested frames. */
export function webview(page) {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
}

async function settle(page, milliseconds = 1_500) {
  await page.waitForTimeout(milliseconds);
}

/** Takes what a picker offers first, once it is open: Enter pressed too early would go into the editor. */
async function acceptFirst(page, offer) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: offer }).first().waitFor(PATIENCE);
  await page.keyboard.press('Enter');
}

/** The panel alone, as wide as its part of the window. */
async function alone(page) {
  await runCommand(page, 'View: Toggle Maximize Editor Group');
  await settle(page);
}

async function showGraph(page) {
  await openFile(page, 'airline.fsig');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await runCommand(page, 'Magnet: Show Dependency Graph');
  await webview(page).locator('canvas').waitFor(PATIENCE);
  await settle(page, 3_000);
  await alone(page);
}

/** @type {Record<string, (page: import('playwright-core').Page) => Promise<void>>} */
export const SCENES = {
  async editor(page) {
    await openFile(page, 'airline.fsig');
    // Where the functions begin.
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input.input').fill(':110', PATIENCE);
    await page.keyboard.press('Enter');
    await page.locator('.codelens-decoration').first().waitFor(PRESENT);
    await settle(page, 3_000);
  },
  async diagnostics(page) {
    await openFile(page, 'shop.tools.json');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor(PRESENT);
    await page.keyboard.press('Control+Shift+M');
    await settle(page, 2_500);
  },
  async graph(page) {
    await showGraph(page);
    const search = webview(page).getByPlaceholder('Search functions').first();
    await search.fill('book_flight');
    await search.press('Enter');
    await settle(page, 2_000);
  },
  async paths(page) {
    await showGraph(page);
    await webview(page).getByRole('button', { name: 'Sample paths' }).click();
    await settle(page, 3_000);
  },
  async pathsPanel(page) {
    await openFile(page, 'airline.fsig');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Magnet: Open Signature Paths');
    await webview(page).locator('.turn').first().waitFor(PATIENCE);
    await webview(page).locator('.verdict', { hasText: 'sound' }).waitFor(PATIENCE);
    await settle(page);
    await alone(page);
    await webview(page).locator('.turns .call').nth(2).click();
    await settle(page);
  },
  async run(page) {
    await openFile(page, 'airline.fsig');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Magnet: Generate Contrastive Trajectories');
    await acceptFirst(page, /Generate \d+ records/);
    await webview(page).locator('body').waitFor(PATIENCE);
    await settle(page, 4_000);
    await alone(page);
    // A record of several turns shows the most. The list of records is open in a wide panel, closed in a narrow one.
    const record = webview(page)
      .getByText(/multi-turn · .* error 1/)
      .first();
    if (!(await record.isVisible())) await webview(page).getByRole('button', { name: 'Records' }).click();
    await record.click();
    await settle(page, 2_000);
  },
  async matrix(page) {
    await openFile(page, 'shop.tools.json');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Magnet: Show Which Tools Work Where');
    await webview(page).locator('table.grid').waitFor(PATIENCE);
    await settle(page);
  },
  async domain(page) {
    await openFile(page, 'airline.fsig');
    await runCommand(page, 'Magnet: Focus on Functions View');
    await page.locator('.pane-header', { hasText: 'Functions' }).click();
    await runCommand(page, 'Magnet: Focus on Domain View');
    const entity = page.locator('.pane-body .monaco-list-row', { hasText: 'booking' }).first();
    await entity.waitFor(PATIENCE);
    await entity.click();
    await settle(page, 2_500);
  },
  async runs(page) {
    await openFile(page, 'airline.fsig');
    await runCommand(page, 'Magnet: Generate Contrastive Trajectories');
    await acceptFirst(page, /Generate \d+ records/);
    await webview(page).locator('body').waitFor(PATIENCE);
    await settle(page, 6_000);
    await runCommand(page, 'Magnet: Focus on Runs View');
    await settle(page, 2_000);
  },
  async tests(page) {
    await openFile(page, 'airline.magnet-test.jsonl');
    await runCommand(page, 'Magnet: Start Local Magnet Endpoint');
    // On a busy machine it is long until it listens, and tests that are run before have no verdict.
    await page.locator('[id="magnet-tools.magnet-vscode.magnet.endpoint"] .codicon-radio-tower').waitFor(PATIENCE);
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    const file = page.locator('.test-explorer .monaco-list-row', { hasText: 'airline.magnet-test.jsonl' }).first();
    await file.waitFor(PATIENCE);
    await runCommand(page, 'Test: Run All Tests');
    await settle(page, 20_000);
    await file.click();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown']) {
      await page.keyboard.press(key);
      await settle(page, 700);
    }
  },
};
