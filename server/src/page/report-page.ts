/**
 * A self-contained page: a table of facts, then sections side by side. No script, nothing loaded; light and dark as the
 * reader's system is, in VS Code as its theme is. Names are read in their own direction.
 * @param sections markup that is safe already
 * @param style rules of the sections' own
 */
export function reportPage(
  title: string,
  facts: readonly (readonly [name: string, value: string])[],
  sections: readonly string[],
  style = '',
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>${escapedText(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
<h1>${escapedText(title)}</h1>
<table class="facts">${facts.map(([name, value]) => `<tr><th scope="row" dir="auto">${escapedText(name)}</th><td>${escapedText(value)}</td></tr>`).join('')}</table>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --drawn: #2f6fb2; }
@media (prefers-color-scheme: dark) { :root { --drawn: #6aa9e9; } }
:root:has(body.vscode-light, body.vscode-high-contrast-light) { color-scheme: light; --drawn: #2f6fb2; }
:root:has(body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light)) { color-scheme: dark; --drawn: #6aa9e9; }
body:not([data-vscode-theme-kind]) { background: Canvas; color: CanvasText; }
body[data-vscode-theme-kind] { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
main { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } .facts { width: auto; }
th { font-weight: normal; overflow-wrap: anywhere; padding: .1rem .75rem .1rem 0; text-align: left; }
td { width: 45%; } .facts td { width: auto; } .count { font-variant-numeric: tabular-nums; text-align: right; width: 4rem; }
.bar { background: var(--drawn); border-radius: 2px; display: block; height: .7rem; }
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that markup may hold, also within quotes. */
export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
