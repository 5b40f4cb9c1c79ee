// Opens a built webview bundle as VS Code would: its own policy, a theme's variables, a stand-in for the extension.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../host/browser.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = path.dirname(fileURLToPath(import.meta.url));

export const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'];
const CLASSES = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};

function variables(theme) {
  const values = JSON.parse(readFileSync(path.join(here, 'themes', `${theme}.json`), 'utf8'));
  return `:root { ${Object.entries(values)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ')} }`;
}

function html(bundle, theme, state) {
  // The extension's own policy (client/src/webview/host.ts), with this server as the resource root.
  const policy = `default-src 'none'; style-src 'self' 'nonce-theme'; script-src 'nonce-page'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="theme">${variables(theme)}</style>
<link rel="stylesheet" href="/${bundle}.css"><title>${bundle}</title></head>
<body class="${CLASSES[theme]}"><div id="root"></div>
<script nonce="page">
window.sent = [];
window.saved = ${JSON.stringify(state ?? null).replaceAll('<', '\\u003c')} ?? undefined;
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.sent.push(message),
  getState: () => window.saved,
  setState: (state) => { window.saved = state; },
});
</script>
<script nonce="page" src="/${bundle}.js"></script></body></html>`;
}

/** What VS Code lays under every page of an extension (its `pre/index.html`). */
const DEFAULTS = `body { background-color: transparent; color: var(--vscode-editor-foreground, var(--vscode-foreground));
font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
a { color: var(--vscode-textLink-foreground); }`;

/** A page without scripts, as VS Code shows it: its theme under the page's own style. */
function themed(page, theme) {
  const under = `<style>${variables(theme)} ${DEFAULTS}</style>`;
  return page
    .replace(/(<meta charset[^>]*>)/i, `$1${under}`)
    .replace(
      /<body>/i,
      `<body class="${CLASSES[theme]}" data-vscode-theme-kind="${CLASSES[theme].split(' ').at(-1)}">`,
    );
}

/** A page hears messages once it has said so: the extension, too, sends nothing before. */
async function listening(sent) {
  for (const end = Date.now() + 20_000; (await sent('ready')).length === 0; ) {
    if (Date.now() > end) throw new Error('the page has not said that it is ready');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Serves dist/webview and pages around it on loopback. */
export async function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const name = url.pathname.slice(1);
    if (/^(graph|run|paths)\.(js|css)$/.test(name)) {
      response.setHeader('content-type', name.endsWith('js') ? 'text/javascript' : 'text/css');
      response.end(readFileSync(path.join(root, 'dist/webview', name)));
    } else if (name === 'graph' || name === 'run' || name === 'paths') {
      response.setHeader('content-type', 'text/html');
      const state = url.searchParams.get('state');
      response.end(html(name, url.searchParams.get('theme') ?? 'dark', state === null ? undefined : JSON.parse(state)));
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  return {
    browser,
    /** One page; `errors` collects script errors and policy violations. */
    async open(bundle, { theme = 'dark', width = 1400, height = 860, state, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: false, ...options });
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      const query = new URLSearchParams({ theme, ...(state === undefined ? {} : { state: JSON.stringify(state) }) });
      await page.goto(`http://127.0.0.1:${server.address().port}/${bundle}?${query}`);
      // As text: the driver's own way of handing over values takes seconds for a large graph.
      const send = (message) =>
        page.evaluate((data) => window.postMessage(JSON.parse(data), '*'), JSON.stringify(message));
      const sent = (type) => page.evaluate((t) => window.sent.filter((m) => t === undefined || m.type === t), type);
      await listening(sent);
      return { page, errors, send, sent, close: () => context.close() };
    },
    /** A page without scripts; in a theme of VS Code, or without one in a plain browser. */
    async openStatic(text, { theme, width = 1400, height = 860, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, ...options });
      const page = await context.newPage();
      await page.setContent(theme === undefined ? text : themed(text, theme));
      return { page, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
