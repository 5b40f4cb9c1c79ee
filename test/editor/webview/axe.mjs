// What axe-core says of a page, and where Tab goes in it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.0 to 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Breaches of WCAG: rule, element and why, one line each. */
export async function breaches(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => `${id} ${target.join(' ')}: ${[...any, ...all, ...none][0]?.message}`),
    );
  }, RULES);
}

/** What has the focus: its words, and whether a person sees it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) return undefined;
    window.stops ??= new Map();
    if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
    // A radio button that is drawn by its label is seen where the label is.
    const drawn = element.classList.contains('sr-only') ? element.closest('label') : element;
    const { left, right, top, bottom, width, height } = drawn.getBoundingClientRect();
    const [x, y] = [
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    ];
    const style = getComputedStyle(drawn);
    return {
      id: window.stops.get(element),
      name: `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`,
      inside: width > 0 && height > 0 && left > -1 && right < innerWidth + 1 && bottom > 0 && top < innerHeight,
      onTop:
        drawn.contains(document.elementFromPoint(x, y)) || document.elementFromPoint(x, y)?.contains(drawn) === true,
      ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0,
    };
  });

/** Presses Tab from the top of the page until it is round. @returns the stops in their order */
export async function tabStops(page, most = 120) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection()?.removeAllRanges();
  });
  const stops = [];
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop !== undefined && stop.id === stops[0]?.id) return stops;
    // Between the last stop and the first the browser itself has the focus.
    if (stop !== undefined) stops.push(stop);
  }
  throw new Error(
    `Tab does not come round within ${most} stops: ${stops
      .slice(-5)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** Stops that a person does not see, with why. */
export const unseen = (stops) =>
  stops
    .filter(({ inside, onTop, ring }) => !inside || !onTop || !ring)
    .map(({ name, inside, onTop, ring }) =>
      `${name}: ${inside ? '' : 'outside '}${onTop ? '' : 'covered '}${ring ? '' : 'no ring'}`.trim(),
    );

/** Elements that are cut off or stand beyond the page's right edge. */
export const lost = (page) =>
  page.evaluate(() => {
    const root = document.scrollingElement;
    const wide = root.scrollWidth > root.clientWidth + 1 ? [`page: ${root.scrollWidth} in ${root.clientWidth}`] : [];
    const controls = [
      ...document.querySelectorAll('button, input, select, textarea, summary, a[href], [tabindex="0"]'),
    ];
    const out = controls.filter((control) => {
      const drawn = control.classList.contains('sr-only') ? control.closest('label') : control;
      const { left, right, width } = drawn.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    return [
      ...wide,
      ...out.map((control) => `${control.tagName} ${control.ariaLabel ?? control.textContent.slice(0, 30)}`),
    ];
  });

/** The name of what has the focus. */
export const focusedName = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) return 'nothing';
    return activeElement.getAttribute('aria-label') ?? activeElement.textContent.trim();
  });
