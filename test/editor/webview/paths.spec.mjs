// The panel of signature paths, driven as a person would: sampled, edited by keys and by buttons, checked, generated from.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breaches, focusedName, lost, tabStops, unseen } from './axe.mjs';
import { pathsCheck, pathsPanel, shownPaths } from './fixtures.mjs';
import { serve, THEMES } from './page.mjs';

let site;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

/** The panel with two paths, all of them found sound but for what `problems` says of the first. */
async function panel({ problems, ...options } = {}) {
  const opened = await site.open('paths', options);
  await opened.send(pathsPanel);
  await opened.send({ type: 'paths', paths: shownPaths, index: 0 });
  await opened.page.locator('.turn').first().waitFor();
  const answer = async (found = []) => {
    const checks = await opened.sent('check');
    const { check, paths } = checks.at(-1);
    await opened.send({ type: 'checked', check, result: pathsCheck(paths.length, found) });
  };
  await expect.poll(async () => (await opened.sent('check')).at(-1)?.paths.length).toBe(2);
  await answer(problems);
  await opened.page.locator('.verdict', { hasText: problems === undefined ? 'sound' : '✗' }).waitFor();
  return { ...opened, answer };
}

const WRONG = [
  {
    severity: 'error',
    code: 'empty-turn',
    turn: 1,
    message: 'The turn calls nothing. Add a function, or drop the turn.',
  },
  { severity: 'note', code: 'new-subject', turn: 0, call: 0, message: 'It begins a new subject.' },
];
const wrong = (options) => panel({ ...options, problems: WRONG });

/** `find_rooms ▸ book_room | bill`: the turns as they stand. */
const turns = (page) =>
  page.locator('.turn .calls').evaluateAll((all) => all.map((calls) => calls.textContent.trim()).join(' | '));

async function focusCalls(page) {
  await page.locator('.turns [tabindex="0"]').focus();
}

describe('editing by keyboard alone', () => {
  test('calls are walked through, moved, joined, parted, dropped and taken back, and the focus stays in the path', async () => {
    const { page, close } = await panel();
    expect(await turns(page)).toBe('find_rooms▸book_room | { } stay_id of bill is left out | bill▸convert_euros');
    await focusCalls(page);
    await page.keyboard.press('ArrowRight');
    expect(await focusedName(page)).toBe('book_room');
    await page.keyboard.press(']');
    await expect
      .poll(() => turns(page))
      .toBe('find_rooms | { } stay_id of bill is left out | book_room▸bill▸convert_euros');
    await page.keyboard.press('Delete');
    await expect.poll(() => turns(page)).toBe('find_rooms | { } stay_id of bill is left out | bill▸convert_euros');
    await expect.poll(() => focusedName(page)).toBe('bill');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('s');
    await expect.poll(() => turns(page)).toBe('find_rooms | { } stay_id of bill is left out | bill | convert_euros');
    for (const _ of [1, 2, 3]) await page.keyboard.press('u');
    await expect
      .poll(() => turns(page))
      .toBe('find_rooms▸book_room | { } stay_id of bill is left out | bill▸convert_euros');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement.closest('.turns') !== null)).toBe(true);
    await close();
  });

  test('a path is emptied and written anew without the focus being lost once', async () => {
    const { page, close } = await panel();
    await focusCalls(page);
    for (let left = 5; left > 0; left -= 1) {
      await page.keyboard.press('Delete');
      await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    }
    await page.getByText('The path is empty').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).toBe('INPUT');
    await page.keyboard.type('bill');
    await page.keyboard.press('Enter');
    await expect.poll(() => turns(page)).toBe('bill');
    await page.keyboard.type('find_rooms');
    await page.keyboard.press('Enter');
    await expect.poll(() => turns(page)).toBe('bill▸find_rooms');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('find_rooms');
    await close();
  });

  test('a function that is not there is said, and nothing is added', async () => {
    const { page, close } = await panel();
    await page.getByLabel('Add', { exact: true }).fill('sink_boat');
    await page.keyboard.press('Enter');
    await page.getByText('There is no function sink_boat.').waitFor();
    expect(await page.locator('.turn').count()).toBe(3);
    await close();
  });
});

describe('what is said of a path', () => {
  test('each version is checked, an old answer is dropped, and what nobody checked is not called sound', async () => {
    const { page, sent, send, answer, close } = await panel();
    const before = (await sent('check')).at(-1).check;
    await focusCalls(page);
    await page.keyboard.press('Delete');
    await page.locator('.verdict', { hasText: 'Checking…' }).waitFor();
    await send({ type: 'checked', check: before, result: pathsCheck(2, []) });
    await page.getByRole('button', { name: 'Generate from Exactly This Path' }).click();
    await page.getByText('The paths are still being checked.').waitFor();
    await answer(WRONG);
    await page.getByText('The turn calls nothing.').waitFor();
    expect(await page.locator('.verdict').textContent()).toContain('1 error');
    await close();
  });

  test('nothing is generated from a path with an error, and from all only where none has one', async () => {
    const { page, sent, close } = await wrong();
    await page.getByRole('button', { name: 'Generate from Exactly This Path' }).click();
    await page.getByText('This path has an error: mend it first.').waitFor();
    await page.getByRole('button', { name: 'Generate from All' }).click();
    await page.getByText('Path 1 has an error: mend it first.').waitFor();
    expect(await sent('generate')).toEqual([]);
    await page.locator('.row').nth(1).click();
    await page.getByRole('button', { name: 'Generate from Exactly This Path' }).click();
    expect(await sent('generate')).toEqual([{ type: 'generate', paths: [{ turns: shownPaths[1].turns }] }]);
    await close();
  });

  test('a gap is chosen among those that the rules allow', async () => {
    const { page, sent, close } = await panel();
    await page.getByRole('button', { name: 'find_rooms' }).click();
    const missing = page.getByLabel('Missing before it');
    expect(await missing.locator('option').allTextContents()).toEqual([
      'nothing',
      'the function: it is withheld',
      'night: the user does not say it',
    ]);
    await missing.selectOption('night');
    await expect
      .poll(() => turns(page))
      .toBe('{ } night of find_rooms is left out | find_rooms▸book_room | bill▸convert_euros');
    await expect
      .poll(async () => (await sent('check')).at(-1).paths[0].turns[0])
      .toMatchObject({ kind: 'miss_params', missing: { function: 'hotel.find_rooms', parameter: 'night' } });
    await close();
  });

  test('coverage is counted for all paths, and hostile names are text', async () => {
    const { page, send, errors, close } = await panel();
    await page.getByText('5 of 6 functions').waitFor();
    const name = '<img src=x onerror=alert(1)>';
    await send({
      type: 'paths',
      paths: [{ name, turns: [{ kind: 'call', functions: [name], origins: ['walk'] }] }],
      index: 0,
    });
    await expect.poll(() => turns(page)).toBe(name);
    expect(await page.locator('img').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});

describe('sampling', () => {
  test('a panel without paths samples some by itself; Re-roll asks with the next seed', async () => {
    const { page, send, sent, close } = await site.open('paths');
    await send(pathsPanel);
    await expect.poll(() => sent('sample')).toHaveLength(1);
    await page.getByLabel('Seed').fill('boat-9');
    await page.getByRole('button', { name: 'Re-roll' }).click();
    await expect.poll(() => sent('sample')).toHaveLength(2);
    expect((await sent('sample'))[1].form).toMatchObject({ seed: 'boat-10', count: 12, length: 7 });
    expect(await page.getByLabel('Seed').inputValue()).toBe('boat-10');
    await page.getByLabel('Start').fill('nowhere');
    await page.locator('.toolbar').getByRole('button', { name: 'Sample' }).click();
    await page.getByText('There is no function nowhere to start at.').waitFor();
    expect(await sent('sample')).toHaveLength(2);
    await close();
  });

  test('after a reload of the window the edited paths are there, and are checked again', async () => {
    const state = {
      paths: [{ name: '7:0', turns: shownPaths[1].turns }],
      index: 0,
      form: { ...pathsPanel.form, seed: 'kept' },
    };
    const { page, send, sent, close } = await site.open('paths', { state });
    await send(pathsPanel);
    await page.locator('.turn').first().waitFor();
    await expect.poll(() => sent('check')).toHaveLength(1);
    expect(await page.getByLabel('Seed').inputValue()).toBe('kept');
    expect(await sent('sample')).toEqual([]);
    await close();
  });

  test('without a function it says what to open; where they cannot be read, why', async () => {
    const { page, send, sent, close } = await site.open('paths');
    await send({ type: 'failed', message: 'the server is gone' });
    await page.getByText('the server is gone').waitFor();
    await send({ ...pathsPanel, functions: [] });
    await page.getByRole('button', { name: 'Open Example' }).click();
    expect(await sent('command')).toEqual([{ type: 'command', command: 'magnet.openExample' }]);
    await close();
  });
});

describe('for everybody', () => {
  test.each(THEMES)('no rule of WCAG 2 A and AA is breached in the theme %s', async (theme) => {
    for (const open of [panel, wrong]) {
      const { page, close } = await open({ theme });
      expect(await breaches(page)).toEqual([]);
      await close();
    }
  });

  test.each([
    [1400, 860],
    // Half of it each way is what 200 % leaves.
    [700, 430],
  ])('Tab goes round at %s × %s: each stop is in view, uncovered and ringed', async (width, height) => {
    const { page, close } = await wrong({ width, height });
    const stops = await tabStops(page);
    expect(stops.length).toBeGreaterThan(15);
    expect(unseen(stops)).toEqual([]);
    expect(await lost(page)).toEqual([]);
    await close();
  });

  test('Esc leaves the help, and the focus is where one came from', async () => {
    const { page, close } = await panel();
    await page.getByRole('button', { name: 'Keyboard help' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('Keyboard help');
    await close();
  });
});

test('beside the code the button that goes on is in sight, and a path is known by what it calls', async () => {
  const { page, close } = await panel({ width: 660, height: 560 });
  const button = page.getByRole('button', { name: 'Generate from Exactly This Path' });
  const { y, height } = await button.boundingBox();
  expect(y + height).toBeLessThanOrEqual(560);
  const names = await page.locator('.row-name').allTextContents();
  expect(names[0]).toContain('find_rooms ▸ book_room');
  expect(await page.locator('.row-note').first().textContent()).toContain('7:0');
  await close();
});
