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

function html(bundle, theme, state) {
  const variables = JSON.parse(readFileSync(path.join(here, 'themes', `${theme}.json`), 'utf8'));
  const rules = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  // The extension's own policy (client/src/webview/host.ts), with this server as the resource root.
  const policy = `default-src 'none'; style-src 'self' 'nonce-theme'; script-src 'nonce-page'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="theme">:root { ${rules.join(' ')} }</style>
<link rel="stylesheet" href="/${bundle}.css"></head>
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

/** Serves dist/webview and pages around it on loopback. */
export async function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const name = url.pathname.slice(1);
    if (/^(graph|run)\.(js|css)$/.test(name)) {
      response.setHeader('content-type', name.endsWith('js') ? 'text/javascript' : 'text/css');
      response.end(readFileSync(path.join(root, 'dist/webview', name)));
    } else if (name === 'graph' || name === 'run') {
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
    async open(bundle, { theme = 'dark', width = 1400, height = 860, state } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: false });
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
      return { page, errors, send, sent, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
