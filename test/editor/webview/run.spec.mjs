import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callReport, editedRecord, openedRun, record, signature, summary } from './fixtures.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

async function run(count = 3, options = {}) {
  const opened = await site.open('run', options);
  await opened.send(openedRun(count, options.broken));
  await opened.send({ type: 'record', index: 0, record: options.record ?? record });
  await opened.page.locator('.turn').first().waitFor();
  return { ...opened, body: () => opened.page.locator('.body').textContent() };
}

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

describe('review', () => {
  test('keys decide and go on to the next record; undo and the note are asked for', async () => {
    const { page, sent, send, close } = await run(3);
    await page.keyboard.press('a');
    await expect.poll(() => sent('review')).toEqual([{ type: 'review', indices: [0], state: 'accepted' }]);
    expect(await sent('read')).toEqual([{ type: 'read', index: 1 }]);
    await expect.poll(() => page.locator('#record-0').textContent()).toContain('accepted');
    await send({ type: 'record', index: 1, record: { ...record, id: 'r2' } });
    await send({
      type: 'reviewed',
      changed: 1,
      undoable: { kind: 'decision', records: 1 },
      records: [{ ...summary(0), review: 'accepted' }],
    });
    await page.getByRole('button', { name: 'Undo decision' }).waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => sent('undoReview')).toHaveLength(1);
    await page.getByLabel('Note on this record').fill('odd price');
    await page.keyboard.press('Tab');
    await expect
      .poll(async () => (await sent('review')).at(-1))
      .toEqual({
        type: 'review',
        indices: [1],
        state: 'unreviewed',
        note: 'odd price',
      });
    await close();
  });

  test('an edit is looked at while it is typed: what follows, what still holds, what does not, why', async () => {
    const { page, sent, send, errors, close } = await run(3);
    await page.getByRole('button', { name: 'Edit stay_id' }).click();
    const editor = page.getByRole('form', { name: 'Edit stay_id' });
    await expect.poll(() => editor.locator('textarea').inputValue()).toBe('"S-1"');
    await editor.locator('textarea').fill('"S-');
    await expect.poll(() => editor.textContent()).toContain('This is no JSON');
    await editor.locator('textarea').fill('"S-2"');
    const edit = { kind: 'value', side: 'right', message: 2, call: 0, parameter: 'stay_id', value: 'S-2' };
    await expect.poll(async () => (await sent('edit')).at(-1)).toEqual({ type: 'edit', index: 0, edit });
    await send({ type: 'edited', index: 0, edit, result: editedRecord });
    await expect.poll(() => editor.textContent()).toMatch(/✗ insert no longer holds[\s\S]*✓ 1 certificate holds/);
    expect(await editor.textContent()).toMatch(/\? negative \(turn 1\) not\s+checked/);
    expect(await editor.textContent()).toContain('its source is "invented"');
    expect(await editor.locator('ins').textContent()).toContain('{"total":95}');
    expect(await editor.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await editor.getByLabel('Reason').fill('another stay');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await sent('edit')).at(-1)).toMatchObject({ reason: 'another stay', save: true });
    await send({ type: 'edited', index: 0, edit, result: { ...editedRecord, saved: true } });
    await expect.poll(() => page.locator('.editor').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });

  test('what was said of an edit is not shown for the next one', async () => {
    const { page, send, close } = await run(3);
    await page.getByRole('button', { name: 'Edit stay_id' }).click();
    const editor = page.getByRole('form', { name: 'Edit stay_id' });
    await editor.locator('textarea').fill('"S-2"');
    const edit = { kind: 'value', side: 'right', message: 2, call: 0, parameter: 'stay_id', value: 'S-2' };
    await send({ type: 'edited', index: 0, edit, result: editedRecord });
    await expect.poll(() => editor.textContent()).toContain('1 certificate holds');
    await editor.locator('textarea').fill('"S-3"');
    await expect.poll(() => editor.textContent()).toContain('Checking…');
    expect(await editor.textContent()).not.toContain('certificate');
    await close();
  });

  test('Esc leaves the editor, and the focus is back where it came from', async () => {
    const { page, close } = await run(3);
    await page.getByRole('button', { name: 'Edit this text' }).first().click();
    await page.getByRole('form', { name: 'Edit this text' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.editor').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    await close();
  });

  test('D goes to the first difference: the record scrolls, the page does not, and the focus goes with it', async () => {
    const { page, close } = await run(3);
    await page.setViewportSize({ width: 900, height: 300 });
    await page.keyboard.press('d');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('divergence');
    const seen = await page.locator('#divergence').evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
    expect(seen).toBe(true);
    expect(
      await page.evaluate(() => [window.scrollY, document.documentElement.scrollTop, document.body.scrollTop]),
    ).toEqual([0, 0, 0]);
    for (const key of ['j', 'k', ']', '[', 'l', 'n']) {
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    }
    await close();
  });

  test('enlarged to 200 % the panel scrolls as one: a turn gone to has most of the height', async () => {
    const { page, close } = await run(3);
    await page.setViewportSize({ width: 340, height: 330 });
    await page.keyboard.press('j');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('turn');
    const { top, height } = await page.locator('main.body').evaluate((body) => {
      const box = body.getBoundingClientRect();
      return { top: box.top, height: Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0) };
    });
    expect(height).toBeGreaterThan(240);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(340);
    await close();
  });

  test('the help says the keys and what the filter understands', async () => {
    const { page, close } = await run(3);
    await page.keyboard.press('?');
    await expect.poll(() => page.locator('dialog').textContent()).toContain('Undo the last decision');
    expect(await page.locator('dialog').textContent()).toContain('error:3');
    await close();
  });

  test('an output of one field is said to have one, and a value is not broken at its hyphen', async () => {
    const told = structuredClone(record);
    const long = JSON.stringify({
      stays: Array.from({ length: 9 }, (_, at) => ({ stay_id: `S-${at}`, guest: 'Ada' })),
    });
    told.messages = told.messages.map((message) => (message.role === 'tool' ? { ...message, content: long } : message));
    told.messages[2].tool_calls[0].function.arguments = { stay_id: 'STAY-2026-05-14' };
    const { page, close } = await run(3, { record: told, width: 420 });
    await expect.poll(() => page.locator('.output summary').first().textContent()).toMatch(/ 1 field$/);
    const value = page.locator('.arguments .value', { hasText: 'STAY-2026-05-14' }).first();
    expect((await value.boundingBox()).height).toBeLessThan(25);
    await close();
  });

  test('of a pair that another tool wrote nothing is claimed that nobody looked at', async () => {
    const opened = await site.open('run');
    await opened.send({ ...openedRun(1), run: { ...openedRun(1).run, format: 'trl' } });
    const pair = structuredClone(record);
    pair.divergesAt = { ...pair.divergesAt, errorType: 0, reason: 'the file does not say how it is wrong' };
    await opened.send({ type: 'record', index: 0, record: pair });
    await expect.poll(() => opened.page.locator('.divergence').textContent()).toMatch(/first difference/);
    const text = await opened.page.locator('.app').textContent();
    expect(text).not.toMatch(/error type 0|unlabelled|replay differs|reference followed/);
    expect(text).toContain('as the file says');
    await opened.close();
  });

  test('what several certificates share is said once, what holds is counted, what fails stands first', async () => {
    const { page, send, close } = await run(3);
    await page.getByRole('button', { name: 'Edit stay_id' }).click();
    const editor = page.getByRole('form', { name: 'Edit stay_id' });
    await editor.locator('textarea').fill('"S-2"');
    const edit = { kind: 'value', side: 'right', message: 2, call: 0, parameter: 'stay_id', value: 'S-2' };
    const because = (kind, turn) => ({ kind, turn, state: 'not-checked', detail: 'the signatures are others by now' });
    const certificates = [
      { kind: 'replay', turn: 0, state: 'holds', detail: '2 calls give the same outputs again' },
      because('insert', 0),
      because('long-dependency', 2),
      { kind: 'negative', turn: 0, state: 'fails', detail: 'both sides end alike' },
    ];
    await send({ type: 'edited', index: 0, edit, result: { ...editedRecord, certificates } });
    const list = editor.locator('.edit-certificates');
    await expect.poll(() => list.locator('> li').first().textContent()).toContain('negative no longer holds');
    expect((await list.textContent()).match(/the signatures are others by now/g)).toHaveLength(1);
    expect(await list.textContent()).toMatch(/insert \(turn 1\), long-dependency \(turn 3\)/);
    expect(await list.locator('summary').textContent()).toContain('1 certificate holds');
    await close();
  });

  test('a text is seen whole while it is edited', async () => {
    const told = structuredClone(record);
    told.messages[1].content = 'Please book a room by the sea for two guests. '.repeat(9);
    const { page, close } = await run(3, { record: told, width: 520 });
    await page.getByRole('button', { name: 'Edit this text' }).first().click();
    const hidden = await page.locator('.editor textarea').evaluate((field) => field.scrollHeight - field.clientHeight);
    expect(hidden).toBeLessThanOrEqual(2);
    await close();
  });

  test('a record is handed on as text or page, and so is the whole run', async () => {
    const { page, sent, close } = await run(3);
    for (const [name, message] of [
      ['Copy as Markdown', { type: 'share', index: 0, as: 'markdown' }],
      ['Save this record as a page…', { type: 'share', index: 0, as: 'html' }],
      ['Save the whole run as a page…', { type: 'shareRun' }],
    ]) {
      await page.locator('summary', { hasText: 'Share' }).click();
      await page.getByRole('button', { name }).click();
      expect((await sent(message.type)).at(-1)).toEqual(message);
    }
    await close();
  });

  test('a run without a record says what comes next', async () => {
    const opened = await site.open('run');
    const advice = 'No path could be played: get_issue fails in every world.';
    await opened.send({ ...openedRun(0), nothing: { words: advice, dropped: true } });
    await expect.poll(() => opened.page.locator('.body').textContent()).toContain(advice);
    await opened.page.getByRole('button', { name: 'Show What Was Dropped' }).click();
    expect(await opened.sent('dropped')).toHaveLength(1);
    await opened.close();
  });

  test('rows of another tool are not edited; a bad call of the wrong side says why', async () => {
    const opened = await site.open('run');
    await opened.send({ ...openedRun(1), run: { ...openedRun(1).run, format: 'trl' } });
    const wrong = structuredClone(record);
    wrong.rejected[4] = {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'c9', type: 'function', function: { name: 'ring', arguments: {} } }],
    };
    const rejectedChecks = [
      { message: 4, call: 0, id: 'c9', name: 'ring', state: 'invalid', reason: 'ring is not offered' },
    ];
    await opened.send({ type: 'record', index: 0, record: { ...wrong, rejectedChecks } });
    await expect.poll(() => opened.page.locator('.side-column.negative .bad-call').count()).toBe(1);
    expect(await opened.page.getByRole('button', { name: /^Edit/ }).count()).toBe(0);
    // What stands can be the right side of a pair all the same.
    await opened.page.getByRole('button', { name: 'Make Contrastive Pair', exact: true }).click();
    await opened.page.locator('.editor textarea').fill('You owe 1 dollar.');
    await opened.page.getByLabel('Why is it wrong?').fill('nobody says 1');
    await opened.page.keyboard.press('Control+Enter');
    const edit = { kind: 'text', side: 'right', message: 6, content: 'You owe 1 dollar.' };
    await expect
      .poll(() => opened.sent('makePair'))
      .toEqual([{ type: 'makePair', index: 0, edit, reason: 'nobody says 1' }]);
    await opened.send({ type: 'paired' });
    await expect.poll(() => opened.page.locator('.editor').count()).toBe(0);
    await opened.close();
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
