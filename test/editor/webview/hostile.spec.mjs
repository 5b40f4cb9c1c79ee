// Strangers' texts in every panel, as they come from the server, in a real browser: nothing runs, nothing is loaded,
// nothing acts. What the graph exports is opened as a page of its own, without any policy.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callReport,
  graphView,
  openedRun,
  paths,
  pathsCheck,
  pathsPanel,
  record,
  shownPaths,
  signature,
} from './fixtures.mjs';
import { HOSTILE_TEXTS } from './hostile-texts.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

/** Words that the panels themselves decide by; all other texts of a message come from strangers. */
const OURS = new Set([
  'type',
  'kind',
  'role',
  'origins',
  'state',
  'rule',
  'op',
  'label',
  'certificate',
  'seed',
  'uri',
  'curation',
  'errorType',
]);

/** The same message with a hostile text in place of each text that a stranger wrote; ids stay apart by a number. */
function poisoned(value, next, ids, key = '') {
  if (typeof value === 'string') {
    if (OURS.has(key)) return value;
    if (!ids.has(value)) ids.set(value, `${next()}#${ids.size}`);
    return ids.get(value);
  }
  if (Array.isArray(value)) return value.map((each) => poisoned(each, next, ids, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, next, ids, name)]));
}

/** Hands out the texts of the corpus in turn, each used before one comes again. */
function corpus(offset) {
  let index = offset;
  return () => HOSTILE_TEXTS[index++ % HOSTILE_TEXTS.length];
}

/** Watches one page for what must not happen. */
async function watched(bundle, theme) {
  const opened = await site.open(bundle, { theme });
  const loads = [];
  const { page } = opened;
  page.on('request', (request) => loads.push(request.url()));
  const dialogs = [];
  page.on('dialog', (dialog) => dialogs.push(dialog.dismiss()));
  return {
    ...opened,
    verdict: async () => ({
      ran: await page.evaluate(() => window.pwned ?? 0),
      dialogs: dialogs.length,
      loads: loads.filter((url) => !url.startsWith('data:')),
      links: await page
        .locator('a[href], area[href], iframe, object, embed, form[action], script:not([nonce]), base')
        .count(),
      handlers: await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((each) =>
            [...each.attributes].some(({ name }) => name.startsWith('on')),
          ).length,
      ),
      policy: opened.errors.filter((error) => /Content Security Policy/.test(error)).length,
    }),
  };
}

const NOTHING = { ran: 0, dialogs: 0, loads: [], links: 0, handlers: 0, policy: 0 };

/** Sixty texts at three offsets: each stands in names, in descriptions and in values. All in one theme, a third in each other. */
const OFFSETS = [0, 20, 40];
const offsetsOf = (theme) => (theme === 'dark' ? OFFSETS : [OFFSETS[THEMES.indexOf(theme) % OFFSETS.length]]);

test.each(THEMES)(
  'graph panel, %s: shown as text, and nothing acts',
  async (theme) => {
    for (const offset of offsetsOf(theme)) {
      const opened = await watched('graph', theme);
      const ids = new Map();
      const next = corpus(offset);
      await opened.send({ type: 'graph', view: poisoned(graphView, next, ids), minimumConfidence: 0 });
      await opened.send({ type: 'paths', paths: poisoned(paths, next, ids) });
      await opened.send({ type: 'select', id: ids.get('hotel.book_room'), focus: true });
      await opened.page.locator('canvas').first().waitFor();
      await opened.page.mouse.move(500, 300);
      await opened.page.waitForTimeout(150);
      await opened.send({ type: 'failed', message: next() });
      expect(await opened.verdict()).toEqual(NOTHING);
      await opened.close();
    }
  },
  120_000,
);

test.each(THEMES)(
  'run panel, %s: shown as text, and nothing acts',
  async (theme) => {
    for (const offset of offsetsOf(theme)) {
      const opened = await watched('run', theme);
      const ids = new Map();
      const next = corpus(offset);
      const run = openedRun(3);
      await opened.send({ ...poisoned(run, next, ids), type: run.type, uri: run.uri });
      await opened.send({ type: 'record', index: 0, record: { ...poisoned(record, next, ids), index: 0 } });
      await opened.page.waitForTimeout(150);
      expect(await opened.verdict()).toEqual(NOTHING);
      await opened.send({ type: 'failed', message: next() });
      await opened.page.waitForTimeout(50);
      expect(await opened.verdict()).toEqual(NOTHING);
      await opened.close();
    }
  },
  120_000,
);

test.each(THEMES)(
  'paths panel, %s: functions, parameters and what is wrong with a path are text',
  async (theme) => {
    for (const offset of offsetsOf(theme)) {
      const opened = await watched('paths', theme);
      const ids = new Map();
      const next = corpus(offset);
      await opened.send({ ...poisoned(pathsPanel, next, ids), type: pathsPanel.type });
      await opened.send({ type: 'paths', paths: poisoned(shownPaths, next, ids), index: 0 });
      await opened.page.locator('.turn').first().waitFor();
      await expect.poll(async () => (await opened.sent('check')).length).toBeGreaterThan(0);
      const { check, paths: checked } = (await opened.sent('check')).at(-1);
      const wrong = { severity: 'error', code: 'empty-turn', turn: 0, message: next() };
      await opened.send({ type: 'checked', check, result: poisoned(pathsCheck(checked.length, [wrong]), next, ids) });
      await opened.send({ type: 'failed', message: next() });
      await opened.page.waitForTimeout(150);
      const shown = await opened.page.locator('body').textContent();
      expect(HOSTILE_TEXTS.filter((text) => shown.includes(text)).length).toBeGreaterThan(3);
      expect(await opened.verdict()).toEqual(NOTHING);
      await opened.close();
    }
  },
  120_000,
);

test.each(THEMES)(
  'call panel, %s: a function and a reply of strangers are text',
  async (theme) => {
    for (const offset of offsetsOf(theme)) {
      const opened = await watched('run', theme);
      const next = corpus(offset);
      await opened.send({
        type: 'call',
        signature: poisoned(signature, next, new Map()),
        given: { [next()]: next() },
        url: next(),
      });
      await opened.send({ type: 'report', report: poisoned(callReport, next, new Map()) });
      await opened.page.waitForTimeout(150);
      expect(await opened.verdict()).toEqual(NOTHING);
      await opened.close();
    }
  },
  120_000,
);

test.each(OFFSETS)(
  'an exported SVG, opened as a page without a policy, runs and loads nothing (%i)',
  async (offset) => {
    const opened = await watched('graph', 'light');
    await opened.send({ type: 'graph', view: poisoned(graphView, corpus(offset), new Map()), minimumConfidence: 0 });
    await opened.page.locator('canvas').first().waitFor();
    const select = opened.page.locator('select').filter({ hasText: 'SVG' });
    if ((await select.count()) > 0) await select.first().selectOption({ label: 'SVG' });
    else {
      await opened.page
        .getByRole('button', { name: /export|save/i })
        .first()
        .click();
      await opened.page.getByText('SVG', { exact: false }).first().click();
    }
    await expect.poll(async () => (await opened.sent('export')).length, { timeout: 10_000 }).toBeGreaterThan(0);
    const [{ data }] = await opened.sent('export');
    await opened.close();
    expect(data).toContain('<svg');
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-svg-'));
    for (const name of ['graph.svg', 'graph.html']) {
      const file = path.join(folder, name);
      writeFileSync(file, data);
      const context = await site.browser.newContext();
      const page = await context.newPage();
      const loads = [];
      page.on('request', (request) => loads.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      await page.waitForTimeout(100);
      expect(await page.evaluate(() => window.pwned ?? 0)).toBe(0);
      expect(loads.filter((url) => !url.startsWith('file:'))).toEqual([]);
      expect(await page.locator('script, a, image, foreignObject, use, iframe').count()).toBe(0);
      await context.close();
    }
  },
);
