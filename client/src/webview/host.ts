import { randomBytes } from 'node:crypto';
import { Uri, type Webview, type WebviewOptions } from 'vscode';

/** Only our own bundle can be loaded. */
export function webviewOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview')] };
}

export function panelIcon(extension: Uri): { readonly light: Uri; readonly dark: Uri } {
  const icon = (theme: string) => Uri.joinPath(extension, 'media', `fsig-${theme}.svg`);
  return { light: icon('light'), dark: icon('dark') };
}

/**
 * The page around a bundle of `dist/webview`: nothing loads but its own script and style; no inline style or script,
 * no network, no images but those drawn here.
 */
export function page(webview: Webview, extension: Uri, bundle: 'graph' | 'run' | 'paths', title: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (extension_: string) =>
    webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', `${bundle}.${extension_}`)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('css')}">
<title>${title}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}
