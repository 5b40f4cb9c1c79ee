/** Sixty texts as strangers may write them into names, descriptions, outputs, replies and paths. None may act. */

const MARK = 'window.pwned=1';
const BEACON = 'http://127.0.0.1:9/beacon';

const MARKUP = [
  `<script>${MARK}</script>`,
  `<img src=x onerror="${MARK}">`,
  `<svg onload="${MARK}">`,
  `<svg><script>${MARK}</script></svg>`,
  `<iframe srcdoc="<script>parent.${MARK}</script>"></iframe>`,
  `<iframe src="${BEACON}"></iframe>`,
  `<img src="${BEACON}">`,
  `<link rel="stylesheet" href="${BEACON}">`,
  `<style>@import "${BEACON}"; * { background: url(${BEACON}) }</style>`,
  `<a href="javascript:${MARK}">click</a>`,
  `<a href="command:workbench.action.terminal.new">click</a>`,
  `<form action="${BEACON}"><button autofocus>go</button></form>`,
  `<body onload="${MARK}">`,
  `<details open ontoggle="${MARK}">`,
  `<video><source onerror="${MARK}"></video>`,
  `<object data="javascript:${MARK}"></object>`,
  `<embed src="${BEACON}">`,
  `<meta http-equiv="refresh" content="0;url=${BEACON}">`,
  `<base href="${BEACON}">`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${MARK}">`,
  `<noscript><p title="</noscript><img src=x onerror='${MARK}'>">`,
  `<template><script>${MARK}</script></template>`,
  `<input autofocus onfocus="${MARK}">`,
  `<marquee onstart="${MARK}">x</marquee>`,
];

const ENDS = [
  `"><script>${MARK}</script>`,
  `'><img src=x onerror=${MARK}>`,
  `</script><script>${MARK}</script>`,
  `</style><script>${MARK}</script>`,
  `</title><script>${MARK}</script>`,
  `--><script>${MARK}</script>`,
  `]]><script>${MARK}</script>`,
  `\`;${MARK};\``,
  `\${${MARK}}`,
  `{{constructor.constructor('${MARK}')()}}`,
  `";${MARK};"`,
  `\\";${MARK};//`,
];

const MARKDOWN = [
  `[click](command:workbench.action.terminal.new)`,
  `[click](javascript:${MARK})`,
  `![x](${BEACON})`,
  `[![x](${BEACON})](command:x)`,
  `<command:workbench.action.quit>`,
  `[a]: ${BEACON}\n![b][a]`,
  `$(gear~spin) $(${'x'.repeat(20)})`,
  `\`\`\`html\n<script>${MARK}</script>\n\`\`\``,
  `| a |\n| - |\n| ![x](${BEACON}) |`,
  `- [ ] <img src=x onerror=${MARK}>`,
];

const GRAPH = [
  `a"]; click a "javascript:${MARK}"`,
  `a"] --> b["x`,
  `%%{init: {"securityLevel": "loose"}}%%`,
  `x" URL="javascript:${MARK}" tooltip="`,
  `" ]; subgraph cluster_x { label=< <img src="${BEACON}"/> > } [`,
];

const TEXTS = [
  '\u202Egnp.exe\u202C',
  '\u0000\u0007\u001b[31mred\u001b]52;c;eA==\u0007',
  '\u2028\u2029',
  'a'.repeat(20_000),
  '😀'.repeat(3_000),
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
];

export const HOSTILE_TEXTS = [...MARKUP, ...ENDS, ...MARKDOWN, ...GRAPH, ...TEXTS];
