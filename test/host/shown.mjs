// Watches what a workbench shows while strangers' texts are about: what ran, what was loaded, which links could act, and
// which control characters reached the screen. Each of the texts bears a number, so that it is known where it was seen.
import { appendFileSync } from 'node:fs';

/** Where something may stand on the screen, the innermost first. */
const PLACES = [
  ['notification', '.notification-list-item, .notification-toast'],
  ['hover', '.monaco-hover'],
  ['lens', '.codelens-decoration'],
  ['picker', '.quick-input-widget'],
  ['suggestion', '.suggest-widget, .suggest-details-container'],
  ['parameter hints', '.parameter-hints-widget'],
  ['status', '.part.statusbar'],
  ['Test Explorer', '.test-explorer'],
  ['test result', '.test-output-peek, .test-output-peek-message-container, .test-output-peek-tree'],
  ['terminal', '.xterm-rows, .xterm-screen'],
  ['problems', '.markers-panel'],
  ['outline', '.outline-pane'],
  ['breadcrumbs', '.breadcrumbs-control'],
  ['tab', '.tabs-container'],
  ['dialog', '.monaco-dialog-box'],
  ['tree', '.part.sidebar'],
];

/**
 * Writes one line a finding into `file`: `{ kind, place, text }`, kind being `seen`, `control`, `link`, `ran`, `loaded` or
 * `dialog`.
 */
export async function watchScreen(page, /** @type {string} */ file) {
  const write = (/** @type {object} */ line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  await page.exposeFunction('magnetSeen', write);
  page.on('dialog', (dialog) => {
    write({ kind: 'dialog', place: 'window', text: dialog.message() });
    void dialog.dismiss();
  });
  // A beacon of the texts, wherever it is asked for: also from frames and workers.
  page.context().on('request', (request) => {
    if (request.url().includes('/beacon')) write({ kind: 'loaded', place: 'network', text: request.url() });
  });
  await page.addInitScript(look, PLACES);
}

/** Runs inside the page and each of its frames. */
function look(/** @type {[string, string][]} */ places) {
  // C0 and C1 without tab and line feed, DEL, and what turns the direction of writing.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
  const told = new Set();
  const tell = (kind, place, text) => {
    const key = `${kind}|${place}|${text}`;
    if (told.has(key) || typeof globalThis.magnetSeen !== 'function') return;
    told.add(key);
    globalThis.magnetSeen({ kind, place, text });
  };
  const placeOf = (element) => places.find(([, selector]) => element.closest?.(selector))?.[0] ?? 'elsewhere';
  const lookAtText = (text, element) => {
    // The lines of an open file are the file's own text.
    if (element.closest?.('.view-lines')) return;
    const place = placeOf(element);
    for (const [mark] of text.matchAll(/\bh\d\d\b/g)) tell('seen', place, mark);
    // A terminal's lines end in a carriage return of our own.
    const lines = text.replace(/\r(?=\n|$)/g, '');
    if (control.test(lines)) tell('control', place, JSON.stringify(text.slice(0, 160)));
  };
  const lookAt = (node) => {
    if (node.nodeType === 3) return lookAtText(node.data, node.parentElement ?? document.body);
    if (node.nodeType !== 1) return;
    const texts = document.createTreeWalker(node, 4);
    while (texts.nextNode()) lookAtText(texts.currentNode.data, texts.currentNode.parentElement);
    for (const element of [node, ...node.querySelectorAll('[href], [data-href], [aria-label], [title], [src]')]) {
      for (const name of ['aria-label', 'title']) {
        const value = element.getAttribute(name);
        if (value !== null) lookAtText(value, element);
      }
      for (const name of ['href', 'data-href', 'src']) {
        const value = element.getAttribute(name) ?? '';
        if (/^(?:command|javascript|data:text)|beacon|passwd/i.test(value))
          tell('link', placeOf(element), value.slice(0, 200));
      }
    }
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'childList') for (const node of addedNodes) lookAt(node);
      else lookAt(target);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  setInterval(() => {
    if (globalThis.pwned !== undefined) tell('ran', 'page', 'window.pwned');
  }, 200);
}
