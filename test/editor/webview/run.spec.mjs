import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callReport, openedRun, record, signature, summary } from './fixtures.mjs';
import { openRun } from './open-run.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const run = (count, options) => openRun(site, count, options);

/** An empty panel that counts its turns whenever some were added. */
async function watchTurns() {
  const opened = await site.open('run', {});
  await opened.page.evaluate(() => {
    window.turnCounts = [];
    new MutationObserver(() => {
      const count = document.querySelectorAll('.turn').length;
      if (count > (window.turnCounts.at(-1) ?? 0)) window.turnCounts.push(count);
    }).observe(document.body, { childList: true, subtree: true });
  });
  return { opened, counts: () => opened.page.evaluate(() => window.turnCounts) };
}

describe('run panel', () => {
  test.each(THEMES)('shows a record in the theme %s without an error or a breach of its policy', async (theme) => {
    const { errors, page, close } = await run(3, { theme });
    await expect.poll(() => page.locator('.head').textContent()).toContain('run-7 · record 1 of 3');
    expect(errors).toEqual([]);
    await close();
  });

  test('the shared part once, then both sides with the first difference marked', async () => {
    const { page, close } = await run();
    expect(await page.locator('.said.user').count()).toBe(1);
    await expect.poll(() => page.locator('.divergence').textContent()).toContain('error type 1: nested call missed');
    const [positive, negative] = await page.locator('.side-column').allTextContents();
    expect(positive).toContain('convert_euros');
    expect(negative).toContain('You owe 99 dollars.');
    expect(negative).toContain('99 is in no output and no message');
    await close();
  });

  test('beside the code the wrong side stands below the right one, and no name is broken for want of room', async () => {
    const { page, close } = await run(3, { width: 720 });
    const list = page.getByRole('listbox');
    if (!(await list.isVisible())) await page.getByRole('button', { name: 'Records' }).click();
    await list.waitFor();
    const [positive, negative] = await page
      .locator('.side-column')
      .evaluateAll((sides) => sides.map((side) => side.getBoundingClientRect().top));
    expect(negative).toBeGreaterThan(positive + 40);
    const heights = await page
      .locator('.call .name')
      .evaluateAll((names) => names.map((name) => name.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(0);
    expect(Math.max(...heights)).toBeLessThan(30);
    await close();
  });

  test('the wrong value is marked where it stands, and named', async () => {
    const { page, close } = await run();
    await expect.poll(() => page.locator('.side-column.negative .wrong-value').allTextContents()).toEqual(['99']);
    expect(await page.locator('.why .badge').textContent()).toBe('made-up value');
    expect(await page.locator('.turn h2').first().textContent()).toMatch(/≈ \d+ tokens/);
    await close();
  });

  describe('a record of 2,000 turns', () => {
    const turn = (index) => [
      { role: 'user', content: `question ${index}` },
      { role: 'assistant', content: `answer ${index}` },
    ];
    const long = {
      ...record,
      rejected: undefined,
      divergesAt: undefined,
      turns: [],
      certificates: [],
      messages: Array.from({ length: 2000 }, (_, index) => turn(index)).flat(),
    };

    test('can be read from its beginning before all of it is drawn, and is drawn to its end', async () => {
      const site = await watchTurns();
      await site.opened.send(openedRun(1));
      await site.opened.send({ type: 'record', index: 0, record: long });
      await expect.poll(() => site.opened.page.locator('.turn').count(), { timeout: 60_000 }).toBe(2000);
      const counts = await site.counts();
      expect(counts[0]).toBeLessThan(1000);
      expect(counts.length).toBeGreaterThan(3);
      expect(site.opened.errors).toEqual([]);
      await site.opened.close();
    }, 120_000);

    test('is searched to its end', async () => {
      const { page, errors, close } = await run(1, { record: long });
      await page.getByPlaceholder('Search in this record').fill('answer 1999');
      await expect.poll(() => page.locator('.hits').textContent(), { timeout: 60_000 }).toBe('1');
      await page.getByPlaceholder('Search in this record').press('Enter');
      await expect.poll(() => page.locator('mark.current').isVisible()).toBe(true);
      expect(errors).toEqual([]);
      await close();
    }, 120_000);
  });

  test('each argument says where its value came from', async () => {
    const { page, close } = await run();
    const row = page.locator('.arguments tr', { hasText: 'amount' });
    await expect.poll(() => row.textContent()).toMatch(/80\s*output above · total/);
    await expect.poll(() => page.locator('.arguments tr', { hasText: 'currency' }).textContent()).toContain('query');
    await close();
  });

  test('a call that was not checked has the words, and no tick', async () => {
    const { page, close } = await run();
    await expect.poll(() => page.locator('.call', { hasText: 'bill' }).first().textContent()).toContain('✓');
    const unchecked = page.locator('.call', { hasText: 'convert_euros' }).first();
    expect(await unchecked.textContent()).toMatch(/not checked.*nobody looked/s);
    expect(await unchecked.textContent()).not.toContain('✓');
    await close();
  });

  test('text is text: markup in a description stays what it is', async () => {
    const { page, close } = await run();
    await page.getByText('2 tools offered').click();
    await expect.poll(() => page.locator('.tools').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('.tools img').count()).toBe(0);
    await close();
  });

  test('jumps to the signature, copies as JSON, sends an edited call, goes to the next record', async () => {
    const { page, sent, close } = await run();
    await page.getByRole('button', { name: 'bill' }).first().click();
    await page
      .getByRole('button', { name: /edit and re-send/ })
      .first()
      .click();
    await page.keyboard.press('c');
    await page.keyboard.press(']');
    await expect.poll(() => sent('read')).toEqual([{ type: 'read', index: 1 }]);
    expect(await sent('openSignature')).toEqual([{ type: 'openSignature', function: 'bill' }]);
    expect(await sent('resend')).toEqual([{ type: 'resend', function: 'bill', arguments: { stay_id: 'S-1' } }]);
    expect(await sent('share')).toEqual([{ type: 'share', index: 0, as: 'json' }]);
    await close();
  });

  test('search marks and counts hits, and opens outputs that hold one', async () => {
    const { page, close } = await run();
    await page.keyboard.press('/');
    await page.keyboard.type('dollars');
    await expect.poll(() => page.locator('mark').count()).toBe(3);
    await expect.poll(() => page.locator('.hits').textContent()).toBe('3');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('mark.current').count()).toBe(1);
    await close();
  });

  test('certificates say what they prove', async () => {
    const { page, close } = await run();
    await page.getByText('2 certificates').click();
    await expect
      .poll(() => page.locator('.certificates').textContent())
      .toContain('without convert_euros the answer changes');
    await close();
  });

  test('a list of 100,000 records keeps few rows and filters', async () => {
    const { page, send, sent, close } = await run(100_000);
    expect(await page.locator('.record').count()).toBeLessThan(80);
    await page.locator('.rows').evaluate((rows) => rows.scrollTo(0, rows.scrollHeight));
    await expect.poll(async () => (await sent('rows')).at(-1)?.indices.at(-1)).toBe(99_999);
    await send({ type: 'rows', rows: [summary(99_999)] });
    await expect.poll(() => page.locator('.record').last().textContent()).toContain('Question 99999');
    await page.getByLabel('Filter records').fill('error:1 "question 99999"');
    await expect.poll(() => sent('search')).toEqual([{ type: 'search', query: 'error:1 "question 99999"', from: 0 }]);
    const answer = { type: 'found', query: 'error:1 "question 99999"', problems: [], indexed: 100_000, total: 100_000 };
    await send({ ...answer, from: 0, hits: [], next: 50_000 });
    // The search goes on by itself until it is through.
    await expect.poll(async () => (await sent('search')).at(-1)?.from).toBe(50_000);
    await send({ ...answer, from: 50_000, hits: [99_999] });
    await expect.poll(() => page.locator('.record').allTextContents()).toHaveLength(1);
    await expect.poll(() => page.locator('.progress').textContent()).toContain('1 of 100,000');
    await page.locator('.rows').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await sent('read')).at(-1)).toEqual({ type: 'read', index: 99_999 });
    await close();
  });

  test('a run that is still made fills: the list grows, and what is read stays where it is', async () => {
    const { page, send, close } = await run(3);
    await page.setViewportSize({ width: 700, height: 300 });
    const scrolled = () => page.locator('.body').evaluate((body) => body.scrollTop);
    await page.locator('.body').evaluate((body) => body.scrollTo(0, 120));
    await expect.poll(scrolled).toBe(120);
    await send({ ...openedRun(5), stays: true });
    await expect.poll(() => page.locator('.head').textContent()).toContain('record 1 of 5');
    expect(await page.locator('.turn').count()).toBeGreaterThan(0);
    expect(await scrolled()).toBe(120);
    await send({ ...openedRun(6), index: 5 });
    await send({ type: 'record', index: 5, record });
    await expect.poll(() => page.locator('.head').textContent()).toContain('record 6 of 6');
    await close();
  });

  test('broken lines are told; long texts are cut until asked for', async () => {
    const long = structuredClone(record);
    long.messages[6].content = `start ${'word '.repeat(4000)}end`;
    const { page, body, close } = await run(3, { record: long, broken: [{ line: 4, reason: 'half a line' }] });
    await page.getByText('1 line could not be read').click();
    await expect.poll(body).toContain('line 4: half a line');
    expect(await body()).not.toContain('word end');
    await page.getByRole('button', { name: /show all 20,009 characters/ }).click();
    await expect.poll(body).toMatch(/word end/);
    await close();
  });

  test('records of other formats, without turns or certificates, are shown', async () => {
    const foreign = {
      id: 'x',
      index: 0,
      kind: 'multi-turn',
      tools: [],
      turns: [],
      certificates: [],
      messages: [
        { role: 'user', content: 'Hello' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: {} } }],
        },
        { role: 'tool', tool_call_id: 'a', name: 'f', content: '{"error":"no such thing"}' },
      ],
    };
    const { page, errors, close } = await run(1, { record: foreign });
    await expect.poll(() => page.locator('.call').textContent()).toContain('answered with an error');
    expect(errors).toEqual([]);
    await close();
  });
});

describe('call panel', () => {
  const message = { type: 'call', signature, endpoint: { url: 'http://127.0.0.1:4000/v1', model: 'm', local: false } };

  test('a form from the schema: required is asked for, types are kept', async () => {
    const { page, send, sent, errors, close } = await site.open('run');
    await send(message);
    await page.getByText('Give the arguments').click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => page.locator('.form-row', { hasText: 'night' }).textContent()).toContain('required');
    expect(await sent('send')).toEqual([]);
    await page.getByLabel('night*').fill('2026-05-14');
    await page.getByLabel('guests').fill('3');
    await page.getByLabel('view').selectOption('"sea"');
    await page.getByLabel('give wishes').click();
    await page.getByLabel('add an item to wishes').click();
    await page.getByLabel('wishes 1', { exact: true }).fill('quiet');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => sent('send')).toHaveLength(1);
    expect((await sent('send'))[0].arguments).toEqual({
      night: '2026-05-14',
      guests: 3,
      view: 'sea',
      wishes: ['quiet'],
    });
    expect(errors).toEqual([]);
    await close();
  });

  test('words are sent, and the report says validity, outcome and the exact exchange', async () => {
    const { page, send, sent, close } = await site.open('run');
    await send(message);
    await page.getByLabel('What to ask').fill('A room for tomorrow?');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => sent('send')).toEqual([{ type: 'send', ask: 'A room for tomorrow?' }]);
    await send({ type: 'report', report: callReport });
    const report = page.locator('.report');
    await expect.poll(() => report.textContent()).toMatch(/night: is no date/);
    expect(await report.textContent()).toContain('The server answered at /v1.');
    await page.getByText('Request, exactly').click();
    await expect.poll(() => report.textContent()).toContain('{"model":"magnet-baseline"}');
    await close();
  });

  const nested = {
    ...signature,
    parameters: {
      type: 'object',
      properties: {
        lines: {
          type: 'array',
          items: {
            type: 'object',
            properties: { sku: { type: 'string' }, count: { type: 'integer' } },
            required: ['sku'],
          },
        },
        pay: {
          oneOf: [{ title: 'card', type: 'object', properties: { number: { type: 'string' } } }, { type: 'null' }],
        },
      },
      required: ['lines'],
    },
  };

  test('a list of objects and one of several kinds are given field by field, and refused where they are wrong', async () => {
    const { page, send, sent, errors, close } = await site.open('run');
    await send({ ...message, signature: nested });
    await page.getByText('Give the arguments').click();
    await page.getByLabel('give lines').click();
    await page.getByLabel('add an item to lines').click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => page.locator('.items .note .bad').first().textContent()).toContain('required');
    await page.getByLabel('lines 1 sku', { exact: true }).fill('A-1');
    await page.getByLabel('lines 1 count', { exact: true }).fill('-3');
    await page.getByLabel('give pay').click();
    await page.getByLabel('kind of pay').selectOption({ label: 'null' });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const args = { lines: [{ sku: 'A-1', count: -3 }], pay: null };
    await expect.poll(() => sent('send')).toEqual([{ type: 'send', arguments: args }]);
    const call = { name: 'f', arguments: args, valid: false, problems: ['x'] };
    const refused = [{ path: ['lines', 0, 'count'], message: 'must be at least 1' }];
    await send({ type: 'report', report: { ...callReport, calls: [{ ...call, errors: refused }] } });
    const row = page.locator('.items .form-row', { hasText: 'count' });
    await expect.poll(() => row.textContent()).toContain('must be at least 1');
    await page.getByLabel('lines 1 count', { exact: true }).fill('3');
    await expect.poll(() => row.textContent()).not.toContain('must be at least 1');
    expect(errors).toEqual([]);
    await close();
  });

  test('all functions can be offered, a wrong call is put right in the form, and what was tried is kept', async () => {
    const { page, send, sent, close } = await site.open('run');
    await send({ ...message, offer: 'this', functions: 12 });
    await page.getByText('all 12 functions').click();
    await expect.poll(() => sent('offer')).toEqual([{ type: 'offer', offer: 'all' }]);
    await send({ type: 'report', report: callReport });
    await page.getByText('edit and re-send').click();
    await expect.poll(() => page.getByLabel('night*').inputValue()).toBe('tomorrow');
    const past = { id: 'p', at: 0, function: 'hotel.find_rooms', ask: 'A room?', offer: 'all', url: '', model: 'm' };
    await send({ type: 'past', calls: [{ ...past, outcome: '✓ find_rooms', ok: true, pinned: false, request: '{}' }] });
    await page.getByText('copy as curl').click();
    await page.getByText('send again').click();
    await expect
      .poll(() => sent('past'))
      .toEqual([
        { type: 'past', id: 'p', action: 'curl' },
        { type: 'past', id: 'p', action: 'replay' },
      ]);
    await close();
  });
});
