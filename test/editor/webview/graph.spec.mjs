import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphView, manyFunctions, paths } from './fixtures.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const shown = (view) => ({ type: 'graph', view, minimumConfidence: 0.65 });

/** A page showing a graph, with the drawing focused. */
async function graph(view = graphView, options = {}) {
  const opened = await site.open('graph', options);
  await opened.send(shown(view));
  await opened.page.locator('.graph-canvas').focus();
  const side = () => opened.page.locator('.side').textContent();
  const press = async (...keys) => {
    for (const key of keys) await opened.page.keyboard.press(key);
  };
  return { ...opened, side, press };
}

describe('graph panel', () => {
  test.each(THEMES)('draws in the theme %s without an error or a breach of its policy', async (theme) => {
    const { page, errors, close } = await graph(graphView, { theme });
    const colours = await page.locator('canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return seen.size;
    });
    expect(colours).toBeGreaterThan(20);
    expect(errors).toEqual([]);
    await close();
  });

  test('a function selected by the cursor shows its neighbours, and an edge its evidence', async () => {
    const { page, send, side, close } = await graph();
    await send({ type: 'select', id: 'hotel.book_room', focus: false });
    await expect.poll(side).toContain('book_room');
    await page.locator('.row', { hasText: 'bill' }).click();
    await expect.poll(side).toMatch(/whole input · confidence 0\.97 · ✓ verified by running/);
    expect(await side()).toContain('stay_id → stay_id');
    await page.locator('.edge-details h2').getByRole('button', { name: 'bill' }).click();
    await expect.poll(() => page.locator('.node-details h2').textContent()).toBe('bill');
    await page.locator('.row', { hasText: 'book_room' }).click();
    expect(await side()).toContain('bill(stay_id="S-1")');
    await close();
  });

  test('accept, reject, restore and add are sent as a person’s word', async () => {
    const { page, send, sent, press, close } = await graph();
    await send({ type: 'select', id: 'hotel.bill', focus: false });
    await press(']', 'a');
    await expect.poll(() => sent('curate')).toHaveLength(1);
    await page.locator('.row', { hasText: 'book_room' }).click();
    await page.getByRole('button', { name: 'Reject…' }).click();
    await page.getByRole('button', { name: 'Add an edge…' }).click();
    await page.getByLabel('bill feeds').fill('hotel.cancel_stay');
    await page.keyboard.press('Enter');
    await expect.poll(() => sent('curate')).toHaveLength(3);
    const words = (await sent('curate')).map(({ edge }) => [edge.from, edge.to, edge.action]);
    expect(words[0][2]).toBe('accept');
    expect(words[1]).toEqual(['hotel.book_room', 'hotel.bill', 'reject']);
    expect(words[2]).toEqual(['hotel.bill', 'hotel.cancel_stay', 'add']);
    await close();
  });

  test('filters by kind, confidence and rejection count what is left', async () => {
    const { page, close } = await graph();
    const status = () => page.locator('.status').textContent();
    await expect.poll(status).toContain('3 of 5 edges');
    await page.getByLabel('Least confidence').fill('0.55');
    await expect.poll(status).toContain('4 of 5 edges');
    await page.getByRole('button', { name: /premise/ }).click();
    await expect.poll(status).toContain('3 of 5 edges');
    await page.getByRole('button', { name: /rejected/ }).click();
    await expect.poll(status).toContain('4 of 5 edges');
    await page.getByRole('button', { name: /^verified/ }).click();
    await expect.poll(status).toContain('2 of 5 edges');
    await close();
  });

  test('works by keyboard: search, focus on a neighbourhood, source, help', async () => {
    const { page, sent, side, press, close } = await graph();
    await press('/');
    await page.keyboard.type('book');
    await press('Enter');
    await expect.poll(side).toContain('book_room');
    await press('f');
    await expect.poll(() => page.locator('.graph-canvas').getAttribute('aria-label')).toContain('4 of 6 functions');
    await press('ArrowRight', 'Enter');
    const [open] = await sent('open');
    expect(open.place.uri).toBe('file:///ws/hotel.fsig');
    expect(open.focus).toBe(true);
    await press('?');
    await expect.poll(() => page.getByRole('dialog').textContent()).toContain('Accept the selected edge');
    await press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  test('the table says the same as the drawing, row by row', async () => {
    const { page, press, sent, close } = await graph();
    await press('t');
    const row = page.locator('tr', { hasText: 'hotel.book_room' });
    await expect.poll(() => row.textContent()).toMatch(/Travel\s*find_rooms\s*bill, cancel_stay/);
    await row.locator('button').focus();
    await press('ArrowDown', 'Enter');
    await expect.poll(() => sent('open')).toHaveLength(1);
    await close();
  });

  test('a sampled path is walked through its operations, before and after', async () => {
    const { page, send, press, close } = await graph();
    await send({ type: 'paths', paths });
    const strip = page.locator('.strip');
    await expect.poll(() => strip.textContent()).toMatch(/Path 1 of 2[\s\S]*Split miss_params at 2/);
    await expect.poll(() => strip.locator('.turn.null').textContent()).toMatch(/asks for stay_id/);
    await page.locator('label', { hasText: 'Merge' }).click();
    await expect.poll(() => strip.textContent()).toMatch(/before[\s\S]*after[\s\S]*find_rooms ▸ book_room/);
    await page.locator('.graph-canvas').focus();
    await press('.');
    await expect.poll(() => strip.textContent()).toContain('Path 2 of 2');
    await close();
  });

  test('the legend and the chips say of each kind what the graph means by it', async () => {
    const { page, side, close } = await graph();
    for (const [kind, says] of [
      ['input', 'the output is the whole input'],
      ['part', 'the output is a part of the input'],
      ['premise', 'must have run before'],
    ]) {
      expect(await side()).toContain(says);
      expect(await page.getByRole('button', { name: new RegExp(`^${kind} `) }).getAttribute('title')).toBe(says);
    }
    await close();
  });

  test('exports what is drawn as SVG, DOT, Mermaid, JSON and PNG', async () => {
    const view = structuredClone(graphView);
    view.nodes[0].name = '<script>"x"</script>';
    const { page, sent, close } = await graph(view);
    for (const name of ['SVG image', 'Graphviz DOT', 'Mermaid', 'JSON', 'PNG image']) {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
    }
    await expect.poll(() => sent('export')).toHaveLength(5);
    const data = Object.fromEntries((await sent('export')).map((message) => [message.format, message.data]));
    expect(data.svg).toMatch(/^<svg /);
    expect(data.svg).not.toContain('<script');
    // The names of the categories stand over the lines, not under them.
    expect(data.svg.indexOf('paint-order="stroke">')).toBeGreaterThan(data.svg.lastIndexOf('fill="none"'));
    expect(data.dot).toContain('"hotel.find_rooms" -> "hotel.book_room"');
    expect(data.mermaid).toMatch(/^flowchart TB/);
    expect(JSON.parse(data.json).edges).toHaveLength(3);
    expect(Buffer.from(data.png, 'base64').subarray(1, 4).toString()).toBe('PNG');
    await close();
  });

  test('an update keeps selection and places; what is gone is no longer selected', async () => {
    const { page, send, side, close } = await graph();
    await send({ type: 'select', id: 'hotel.bill', focus: false });
    await expect.poll(side).toContain('bill');
    const before = await page.locator('canvas').screenshot();
    await send(shown({ ...graphView, version: 2 }));
    await page.waitForTimeout(200);
    expect((await page.locator('canvas').screenshot()).equals(before)).toBe(true);
    await send(shown({ ...graphView, nodes: graphView.nodes.filter(({ name }) => name !== 'bill') }));
    await expect.poll(side).toContain('5 functions');
    await close();
  });

  test('no function, one function, no edge: each says what it is', async () => {
    const empty = await site.open('graph');
    await empty.send(shown({ version: 1, nodes: [], edges: [], rejected: [] }));
    await empty.page.getByRole('button', { name: 'Open Example' }).click();
    await expect.poll(() => empty.sent('command')).toHaveLength(1);
    await empty.close();
    const one = await graph({ ...graphView, nodes: graphView.nodes.slice(0, 1), edges: [], rejected: [] });
    await expect.poll(one.side).toContain('1 function');
    const status = await one.page.locator('.status').textContent();
    expect(status).toContain('1 function');
    expect(status).not.toContain('1 functions');
    expect(await one.page.getByRole('note').textContent()).toContain('One function alone');
    expect(one.errors).toEqual([]);
    await one.close();
  });

  test('where no edge is drawn, the panel says why', async () => {
    const silent = graphView.nodes.map((node, at) => ({ ...node, inferredResponse: at < 5 }));
    const none = await graph({ ...graphView, nodes: silent, edges: [] });
    const note = none.page.getByRole('note');
    await expect
      .poll(() => note.textContent())
      .toContain('find_rooms, book_room, cancel_stay and 2 more document no response');
    expect(await note.textContent()).toContain('1 edge rejected in magnet.graph.json');
    await none.close();

    const hidden = await graph();
    for (const kind of ['input', 'part', 'premise']) {
      await hidden.page.getByRole('button', { name: new RegExp(kind) }).click();
    }
    await expect.poll(() => hidden.page.getByRole('note').textContent()).toContain('The filters hide all 4 edges');
    await hidden.page.getByRole('button', { name: 'Show All Edges' }).click();
    await expect.poll(() => hidden.page.locator('.status').textContent()).toContain('4 of 5 edges');
    await expect.poll(() => hidden.page.getByRole('note').count()).toBe(0);
    await hidden.close();
  });

  test('16,000 functions are shown as categories first and stay usable', async () => {
    const { page, errors, press, close } = await graph(manyFunctions(16_000, 320));
    await expect.poll(() => page.locator('.status').textContent()).toContain('16,000');
    await press('/');
    await page.keyboard.type('function_9999');
    await press('Enter');
    await expect.poll(() => page.locator('.side').textContent()).toContain('function_9999');
    expect(errors).toEqual([]);
    await close();
  }, 120_000);

  test('what was chosen survives a reload of the window', async () => {
    const { page, press, close } = await graph();
    await press('t');
    await expect.poll(() => page.evaluate(() => window.saved.table)).toBe(true);
    const state = await page.evaluate(() => window.saved);
    await close();
    const again = await site.open('graph', { state });
    await again.send(shown(graphView));
    await expect.poll(() => again.page.locator('table').count()).toBe(1);
    await again.close();
  });
});
