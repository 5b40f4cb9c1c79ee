// Each panel by keyboard, for a screen reader, at twice its size, in every theme, with texts from right to left.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphPage } from '../../../server/src/dataset/share/graph-page.ts';
import { recordsPage } from '../../../server/src/dataset/share/index.ts';
import { statisticsPage } from '../../../server/src/dataset/statistics/page.ts';
import { matrixPage } from '../../../server/src/language/matrix-page.ts';
import { curvesPage } from '../../../server/src/training/curves-page.ts';
import { breaches, focusedName, lost, tabStops, unseen } from './axe.mjs';
import { callReport, editedRecord, graphView, openedRun, paths, record, signature, summary } from './fixtures.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

async function graph(options) {
  const opened = await site.open('graph', options);
  await opened.send({ type: 'graph', view: graphView, minimumConfidence: 0.65 });
  await opened.page.locator('.graph-canvas').waitFor();
  return opened;
}

async function selected(options) {
  const opened = await graph(options);
  await opened.send({ type: 'select', id: 'hotel.book_room', focus: false });
  await opened.page.locator('.node-details').waitFor();
  return opened;
}

async function edgeSelected(options) {
  const opened = await selected(options);
  await opened.page.locator('.row', { hasText: 'bill' }).click();
  await opened.page.locator('.edge-details').waitFor();
  return opened;
}

async function table(options) {
  const opened = await selected(options);
  await opened.page.getByRole('button', { name: 'Table' }).click();
  await opened.page.locator('table').waitFor();
  return opened;
}

async function sampled(options) {
  const opened = await graph(options);
  await opened.send({ type: 'paths', paths });
  await opened.page.locator('.strip label', { hasText: 'Merge' }).click();
  await opened.page.locator('.strip', { hasText: 'before' }).waitFor();
  return opened;
}

async function graphHelp(options) {
  const opened = await graph(options);
  await opened.page.getByRole('button', { name: 'Keyboard help' }).click();
  await opened.page.getByRole('dialog').waitFor();
  return opened;
}

async function run(options = {}) {
  const opened = await site.open('run', options);
  const undoable = { kind: 'decision', records: 1 };
  await opened.send(openedRun(3, [{ line: 4, reason: 'half a line' }]));
  await opened.send({ type: 'record', index: 0, record: options.record ?? record });
  const rows = ['accepted', 'rejected', 'flagged'].map((review, at) => ({ ...summary(at), review, invalid: 1 }));
  await opened.send({ type: 'reviewed', changed: 1, undoable, records: rows });
  await opened.page.getByRole('button', { name: 'Undo decision' }).waitFor();
  return opened;
}

/** With all that opens. */
async function runOpen(options) {
  const opened = await run(options);
  await opened.page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) details.open = true;
  });
  return opened;
}

async function edited(options) {
  const opened = await run(options);
  await opened.page.getByRole('button', { name: 'Edit stay_id' }).click();
  const edit = { kind: 'value', side: 'right', message: 2, call: 0, parameter: 'stay_id', value: 'S-1' };
  await opened.send({ type: 'edited', index: 0, edit, result: editedRecord });
  await opened.page.getByText('insert no longer holds').waitFor();
  return opened;
}

async function call(options) {
  const opened = await site.open('run', options);
  const endpoint = { url: 'http://127.0.0.1:4000/v1', model: 'm', local: false };
  await opened.send({ type: 'call', signature, endpoint, offer: 'this', functions: 12 });
  await opened.page.getByText('all 12 functions').waitFor();
  return opened;
}

async function called(options) {
  const opened = await call(options);
  await opened.page.getByText('Give the arguments').click();
  await opened.page.getByLabel('give wishes').click();
  await opened.page.getByRole('button', { name: 'Send', exact: true }).click();
  await opened.send({ type: 'report', report: callReport });
  const past = {
    at: 0,
    function: 'hotel.find_rooms',
    ask: 'A room?',
    offer: 'all',
    url: '',
    model: 'm',
    request: '{}',
  };
  const calls = [true, false].map((ok) => ({ ...past, id: `p${ok}`, outcome: 'find_rooms', ok, pinned: ok }));
  await opened.send({ type: 'past', calls });
  await opened.page.getByText('copy as curl').first().waitFor();
  return opened;
}

const counts = { first: 3, second: 1 };
const spread = { mean: 1, min: 1, max: 2, counts: { 1: 1, 2: 1 } };
const STATISTICS = {
  records: 2,
  pairs: 1,
  status: 'finished',
  turns: spread,
  calls: spread,
  multiTurn: { records: 2, turns: 1, calls: 1 },
  queries: { compression: 1, distinct2: 1 },
  answers: { compression: 1, distinct2: 1 },
  tokens: { input: 1, output: 2 },
  costUsd: 0,
  functions: { bill: { offered: 1, called: 1 } },
  kinds: counts,
  turnKinds: counts,
  origins: counts,
  operations: counts,
  errorTypes: { 1: 1 },
  certificates: { insert: { holds: 2, fails: 1 } },
  sources: counts,
  edges: { 'book → bill': 1 },
  dropped: counts,
  review: counts,
};
const CURVES = {
  step: 3,
  of: 10,
  broken: 1,
  curves: [
    {
      name: 'loss',
      points: [
        [1, 2],
        [2, 1.5],
        [3, 0.5],
      ],
    },
    {
      name: 'rewards/margins',
      points: [
        [1, 0],
        [3, 1],
      ],
    },
  ],
};
const MATRIX = {
  targets: ['openai', 'gemini', 'anthropic'],
  rows: ['find_rooms', 'book_room'].map((name, at) => ({
    id: `hotel.${name}`,
    uri: 'file:///ws/hotel.fsig',
    cells: {
      openai: { works: at === 0 ? 'yes' : 'no', because: at === 0 ? [] : ['openai-name'] },
      gemini: { works: 'warned', because: ['gemini-format'] },
      anthropic: { works: 'likely', because: [] },
    },
  })),
};
const PAGES = {
  statistics: () => statisticsPage('Statistics of run-7', STATISTICS),
  graph: () => {
    const { nodes, edges, rejected } = graphView;
    const describe = (id) => nodes.find((node) => node.id === id).description;
    const picture =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    return graphPage('Dependency graph', { nodes, edges, rejected, describe, picture });
  },
  matrix: () => matrixPage('Which functions work where', MATRIX),
  curves: () => curvesPage('training-dpo', CURVES),
  shared: () =>
    recordsPage(
      'run-7',
      [
        { record: { ...record, review: { status: 'accepted', edits: ['another stay'] } }, review: 'accepted' },
        { record: { ...record, id: 'r2' } },
      ],
      3,
    ),
};
const PANELS = { edgeSelected, table, sampled, graphHelp, runOpen, edited, called };

/** What is found in each view, without the views where nothing is. */
async function found(views, options, look) {
  const all = {};
  for (const [name, open] of Object.entries(views)) {
    const opened = await open(options);
    const list = await look(opened.page);
    if (list.length > 0) all[name] = list;
    await opened.close();
  }
  return all;
}

/** The pages without scripts, opened as `options` say. */
const statics = Object.fromEntries(
  Object.entries(PAGES).map(([name, text]) => [name, (options) => site.openStatic(text(), options)]),
);

describe('WCAG 2 A and AA, by axe-core', () => {
  test.each(THEMES)(
    'no panel breaches a rule in the theme %s, whatever the system prefers',
    async (theme) => {
      const { shared, ...shown } = statics;
      const colorScheme = theme.includes('light') ? 'dark' : 'light';
      expect(await found({ ...PANELS, ...shown }, { theme, colorScheme }, breaches)).toEqual({});
    },
    120_000,
  );

  test("a page without scripts stands on the theme's own ground, which the editor does not lay under it", async () => {
    const { page, close } = await statics.statistics({ theme: 'high-contrast' });
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe('rgb(0, 0, 0)');
    await close();
  });

  test.each(['light', 'dark'])('nor does a page that was saved, in a browser that prefers %s', async (colorScheme) => {
    expect(await found(statics, { colorScheme }, breaches)).toEqual({});
  });

  test('a control without a label is seen', async () => {
    const { page, close } = await graph();
    await page.getByLabel('Category').evaluate((select) => select.removeAttribute('aria-label'));
    expect(await breaches(page)).toEqual([expect.stringMatching(/^select-name /)]);
    await close();
  });
});

describe('keyboard', () => {
  test.each(Object.keys(PANELS))(
    'Tab goes round %s: each stop is in view, uncovered and ringed',
    async (name) => {
      for (const [width, height] of [
        [1400, 860],
        // Half of it each way is what 200 % leaves.
        [700, 430],
      ]) {
        const { page, close } = await PANELS[name]({ width, height });
        const stops = await tabStops(page);
        expect(stops.length).toBeGreaterThan(name === 'graphHelp' ? 0 : 8);
        expect(unseen(stops)).toEqual([]);
        expect(await lost(page)).toEqual([]);
        await close();
      }
    },
    60_000,
  );

  test('a page without scripts is read at half its width', async () => {
    expect(await found(statics, { width: 700, height: 430 }, lost)).toEqual({});
  });

  test('a stop without a ring, or beyond the edge, is seen', async () => {
    const { page, close } = await graph();
    await page.getByRole('button', { name: 'Table' }).evaluate((button) => {
      button.style.outline = 'none';
    });
    expect(unseen(await tabStops(page))).toEqual(['button Table: no ring']);
    await page.getByRole('button', { name: 'Export' }).evaluate((button) => {
      button.style.transform = 'translateX(4000px)';
    });
    expect(await lost(page)).toContain('BUTTON Export');
    await close();
  });

  test.each([
    ['the keys of the graph', selected, 'Keyboard help', 'dialog'],
    ['its exports', selected, 'Export', '[role=menu]'],
    ['an added edge', selected, 'Add an edge…', 'form.add'],
    ['the keys of a run', run, 'Keyboard help', 'dialog'],
    ['the ways to share', run, 'Share', 'details.menu[open]'],
    ['the editor of a value', run, 'Edit stay_id', '.editor'],
    ['the editor of a text', run, 'Edit this text', '.editor'],
    ['the editor of a pair', run, 'Make Contrastive Pair from the call of bill', '.editor'],
  ])('Esc leaves %s, and the focus is where one came from', async (_, open, name, opened) => {
    const { page, close } = await open();
    const opener = page.getByRole('button', { name, exact: true }).or(page.locator('summary', { hasText: name }));
    await opener.first().focus();
    await page.keyboard.press('Enter');
    await page.locator(opened).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator(opened).count()).toBe(0);
    await expect.poll(() => focusedName(page)).toBe(name);
    await close();
  });

  test.each([
    ['the graph', selected, 'Sample paths'],
    ['a run', run, 'Edit stay_id'],
    ['a call', call, 'What to ask'],
  ])('focused as a whole, as F6 does, %s gives the focus to what had it', async (_, open, name) => {
    const { page, close } = await open();
    await page.getByRole('button', { name, exact: true }).or(page.getByLabel(name)).first().focus();
    const before = await focusedName(page);
    await page.evaluate(() => {
      document.activeElement.blur();
      window.dispatchEvent(new Event('focus'));
    });
    await expect.poll(() => focusedName(page)).toBe(before);
    await close();
  });

  test('what goes away takes no focus with it', async () => {
    const shown = await sampled();
    await shown.page.getByRole('button', { name: 'Close paths' }).focus();
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => focusedName(shown.page)).toMatch(/functions/);
    await shown.page.keyboard.press('t');
    await expect.poll(() => focusedName(shown.page)).toMatch(/^hotel\./);
    await shown.page.keyboard.press('t');
    await expect.poll(() => focusedName(shown.page)).toMatch(/functions/);
    await shown.close();
    const asked = await call();
    await asked.page.getByLabel('What to ask').fill('A room?');
    await asked.page.getByRole('button', { name: 'Send', exact: true }).focus();
    await asked.page.keyboard.press('Enter');
    await asked.send({ type: 'sending' });
    await expect.poll(() => focusedName(asked.page)).toBe('Sending…');
    await asked.page.keyboard.press('Enter');
    expect(await asked.sent('send')).toHaveLength(1);
    await asked.close();
  });
});

test('a person who wants less motion sees none: nothing is animated, no scroll glides', async () => {
  const moving = (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
          return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior !== 'auto';
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
  expect(await found({ edgeSelected, sampled, edited, called }, { reducedMotion: 'reduce' }, moving)).toEqual({});
});

test('a text from right to left is read so, and turns nothing around it', async () => {
  const arabic = 'كم أدفع بالدولار (USD)؟';
  const turned = structuredClone(record);
  turned.messages[0].content = arabic;
  turned.messages[1].content = arabic;
  turned.messages[2].tool_calls[0].function.arguments.stay_id = 'مرحبا';
  const { page, close } = await runOpen({ record: turned });
  const direction = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  for (const selector of ['.said.user', '.system'])
    expect([selector, await direction(selector)]).toEqual([selector, 'rtl']);
  for (const selector of [
    'html',
    '.head',
    '.turn h2',
    '.call header',
    '.arguments td',
    '.said.user .pencil',
    '.said.assistant',
  ])
    expect([selector, await direction(selector)]).toEqual([selector, selector.endsWith('pencil') ? 'rtl' : 'ltr']);
  const row = page.locator('.arguments tr', { hasText: 'stay_id' }).first();
  const left = (selector) =>
    row
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().left);
  expect(await left('bdi')).toBeLessThan(await left('.badge'));
  expect(await left('.badge')).toBeLessThan(await left('.pencil'));
  await close();
});
