import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editedRecord, openedRun, record, summary } from './fixtures.mjs';
import { openRun } from './open-run.mjs';
import { serve } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const run = (count, options) => openRun(site, count, options);

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

  test('two quick presses decide about two records, before a picture of the first is drawn', async () => {
    const { page, sent, close } = await run(3);
    await page.evaluate(async () => {
      for (let press = 0; press < 2; press++) {
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
    await expect.poll(async () => (await sent('review')).map(({ indices }) => indices)).toEqual([[0], [1]]);
    await close();
  });

  test('what was decided is said in words above the record, also where no next one comes into view', async () => {
    const { page, close } = await run(1);
    const state = page.locator('.head [role=status]');
    await expect.poll(() => state.textContent()).toBe('');
    await page.keyboard.press('x');
    await expect.poll(() => state.locator('.pill').textContent()).toBe('✗ rejected');
    await page.keyboard.press('r');
    await expect.poll(() => state.textContent()).toBe('');
    await close();
  });

  test('the row of the record that is read is in view when the list opens, and when a filter moves it', async () => {
    const { page, sent, send, close } = await run(60, { width: 600 });
    for (let at = 0; at < 15; at++) await page.keyboard.press(']');
    await page.keyboard.press('l');
    const row = page.locator('#record-15');
    const isInView = async () =>
      (await row.count()) === 1 &&
      row.evaluate((element) => {
        const [inner, outer] = [element, element.closest('.rows')].map((each) => each.getBoundingClientRect());
        return inner.top >= outer.top && inner.bottom <= outer.bottom;
      });
    await expect.poll(isInView).toBe(true);
    await page.getByLabel('Filter records').fill('error:1');
    await expect.poll(() => sent('search')).toHaveLength(1);
    const hits = Array.from({ length: 45 }, (_, at) => at + 2);
    await send({ type: 'found', query: 'error:1', problems: [], indexed: 60, total: 60, from: 0, hits });
    await expect.poll(isInView).toBe(true);
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
