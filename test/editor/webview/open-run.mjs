import { openedRun, record } from './fixtures.mjs';

/** The run panel with a run of so many records, the first one shown. */
export async function openRun(site, count = 3, options = {}) {
  const opened = await site.open('run', options);
  await opened.send(openedRun(count, options.broken));
  await opened.send({ type: 'record', index: 0, record: options.record ?? record });
  await opened.page.locator('.turn').first().waitFor();
  return { ...opened, body: () => opened.page.locator('.body').textContent() };
}
