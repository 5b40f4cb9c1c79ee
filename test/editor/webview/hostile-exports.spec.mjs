// Strangers' texts in what is written for others to show: Markdown of hovers, completions and the data set's card, the page of
// statistics, DOT and Mermaid in a document. All of it as a page without any policy, in a real browser, by a renderer that
// takes HTML and makes links of addresses, which VS Code's own does not: nothing runs, nothing is loaded, nothing is a link.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetCard } from '../../../server/src/dataset/card.ts';
import { RunStats } from '../../../server/src/dataset/run-stats.ts';
import { graphPage } from '../../../server/src/dataset/share/graph-page.ts';
import { recordsPage } from '../../../server/src/dataset/share/page.ts';
import { statisticsPage } from '../../../server/src/dataset/statistics/page.ts';
import { maskPage } from '../../../server/src/dataset/template/mask-page.ts';
import { htmlReport, makeReport } from '../../../server/src/endpoint/index.ts';
import { buildGraph, toDot, toMermaid } from '../../../server/src/graph/index.ts';
import { completeAt, hoverAt } from '../../../server/src/language/index.ts';
import { matrixPage } from '../../../server/src/language/matrix-page.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { curvesPage } from '../../../server/src/training/curves-page.ts';
import { launchChromium } from '../../host/browser.mjs';
import { HOSTILE_TEXTS } from './hostile-texts.mjs';

// The renderer that the packaging tool brings along.
const packager = createRequire(createRequire(import.meta.url).resolve('@vscode/vsce/package.json'));
const markdown = packager('markdown-it')({ html: true, linkify: true });

const HOSTILE = [
  ...HOSTILE_TEXTS,
  '[yes](command:workbench.action.terminal.new)',
  '![x](http://127.0.0.1:9/beacon)',
  '<http://127.0.0.1:9/beacon>',
  'see http://127.0.0.1:9/beacon and www.beacon.example',
  '[a]: http://127.0.0.1:9/beacon\n[a]',
  '```\n</code></pre><script>window.pwned=1</script>',
  '| a | <img src=x onerror="window.pwned=1"> |',
];

let browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Opens a page as it is and says what it did. */
async function shown(html) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const loads = [];
  page.on('request', (request) => loads.push(request.url()));
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    return dialog.dismiss();
  });
  await page.setContent(html);
  await page.waitForTimeout(100);
  const verdict = await page.evaluate(() => ({
    ran: window.pwned ?? 0,
    acting: [
      ...document.querySelectorAll('a, img, script, iframe, object, embed, form, base, link, svg, video, input'),
    ].map(({ outerHTML }) => outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll('*')].filter((each) =>
      [...each.attributes].some(({ name }) => name.startsWith('on')),
    ).length,
  }));
  await context.close();
  return { ...verdict, dialogs, loads: loads.filter((url) => !url.startsWith('about:') && !url.startsWith('data:')) };
}

const NOTHING = { ran: 0, acting: [], handlers: 0, dialogs: 0, loads: [] };

/** A catalog whose every text is one of a stranger, in JSON and in our own language. */
function hostileCatalog() {
  const tools = HOSTILE.map((text, at) => ({
    name: `send_${at}`,
    description: text,
    parameters: {
      type: 'object',
      properties: { key: { type: 'string', description: text, enum: [text, 'b'], default: text, examples: [text] } },
      required: ['key'],
    },
    response: { type: 'object', description: text, properties: { made: { type: 'string', description: text } } },
    category: text,
  }));
  const own = HOSTILE.map((text, at) => {
    const comment = text.replaceAll('*/', '* /').replace(/[\r\n\u2028\u2029]+/g, ' ');
    return `/** ${comment}\n * @param to ${comment}\n * @example ${comment}\n */\nfunction greet_${at}(to: string): { said: string };`;
  });
  const documents = [
    parseDocument('file:///hostile.tools.json', JSON.stringify(tools, null, 1)),
    parseDocument('file:///hostile.fsig', own.join('\n')),
  ];
  return { catalog: buildCatalog(documents), documents };
}

/** Markdown of the hovers over names, descriptions and fields, and of the completions. */
function markdownOf({ catalog, documents }) {
  const graph = buildGraph(catalog.entries);
  const workspace = { catalog, graph: () => graph, domain: () => undefined };
  const found = [];
  for (const document of documents) {
    for (const { index } of document.text.matchAll(/"(?:send_|description"|key"|made")|greet_\d|to:/g)) {
      const hover = hoverAt(workspace, { document, offset: index + 1 });
      if (hover !== undefined) found.push(hover.markdown);
    }
    for (const { documentation } of completeAt(workspace, { document, offset: document.text.length - 1 })) {
      const text = typeof documentation === 'function' ? documentation() : documentation;
      if (text !== undefined) found.push(text);
    }
  }
  return [...new Set(found)];
}

test('what is looked for is seen: the same texts, not escaped, act', async () => {
  const { ran, acting, loads } = await shown(markdown.render(HOSTILE.slice(0, 7).join('\n\n')));
  expect([ran > 0, acting.length > 0, loads.length > 0]).toEqual([true, true, true]);
});

test('hovers and completions', async () => {
  const all = markdownOf(hostileCatalog());
  expect(all.length).toBeGreaterThan(HOSTILE.length * 2);
  // One page for all, each piece in a box of its own; what one leaves open must not reach the next.
  for (let from = 0; from < all.length; from += 40) {
    const html = all.slice(from, from + 40).map((piece) => `<div>${markdown.render(piece)}</div>`);
    expect(await shown(html.join('\n'))).toEqual(NOTHING);
  }
}, 120_000);

test('the card of a data set', async () => {
  const html = HOSTILE.map((text) => {
    const counted = new RunStats();
    counted.dropped.set(text, 1);
    const card = datasetCard(
      {
        functions: [],
        graph: undefined,
        catalogHash: 'h',
        world: { id: text },
        teacher: { id: 'openai', model: text, promptHash: '' },
        settings: { seed: text, shard: { index: 1, of: 1 } },
        codeVersion: '1',
      },
      counted,
    );
    return `<div>${markdown.render(card)}</div>`;
  });
  expect(await shown(html.join('\n'))).toEqual(NOTHING);
});

test('DOT and Mermaid in a fence of a document', async () => {
  const tools = HOSTILE.map((text) => ({ name: text, category: text, parameters: { type: 'object', properties: {} } }));
  const catalog = buildCatalog([parseDocument('file:///a.tools.json', JSON.stringify(tools))]);
  const graph = buildGraph(catalog.entries);
  for (const write of [toDot, toMermaid]) {
    const written = write(graph);
    // No text makes a line of its own, which could be a statement or end the fence.
    const ours = /^(?:digraph|flowchart|\s+(?:rankdir|node|subgraph|label|end|n\d+|"|\})|\})/;
    expect(written.split('\n').filter((line) => line !== '' && !ours.test(line))).toEqual([]);
    expect(await shown(markdown.render(`\`\`\`text\n${written}\n\`\`\`\n`))).toEqual(NOTHING);
  }
});

test('the page of statistics', async () => {
  const counts = Object.fromEntries(HOSTILE.map((text, at) => [text, at + 1]));
  const spread = { mean: 1, counts };
  const functions = Object.fromEntries(HOSTILE.map((text) => [text, { called: 1 }]));
  for (const text of HOSTILE.slice(0, 3)) {
    const page = statisticsPage(text, {
      records: 1,
      pairs: 0,
      status: text,
      turns: spread,
      calls: spread,
      multiTurn: { turns: 1, calls: 1 },
      queries: { compression: 1, distinct2: 1 },
      tokens: { input: 0, output: 0 },
      costUsd: 0,
      functions,
      kinds: counts,
      turnKinds: counts,
      origins: counts,
      operations: counts,
      errorTypes: counts,
      certificates: {},
      sources: counts,
      edges: counts,
      dropped: counts,
      review: counts,
    });
    // Without its own policy: the texts alone must not act.
    expect(await shown(page.replace(/<meta http-equiv[^>]*>/, ''))).toEqual(NOTHING);
  }
});

/** A record in which every text, and what belongs to be a number too, is one of a stranger. */
function hostileRecord(text, index) {
  const call = { id: text, type: 'function', function: { name: text, arguments: { [text]: text } } };
  const messages = [
    { role: 'system', content: text },
    { role: 'user', content: text },
    { role: 'assistant', content: text, tool_calls: [call] },
    { role: 'tool', tool_call_id: text, name: text, content: text },
    { role: text, content: text },
  ];
  const tool = { type: 'function', function: { name: text, description: text, parameters: { type: 'object' } } };
  return {
    id: text,
    index,
    kind: text,
    catalogHash: text,
    tools: [tool],
    messages,
    rejected: messages,
    turns: [],
    divergesAt: { message: 2, errorType: text, reason: text },
    certificates: [{ kind: text, turn: text, holds: true, detail: text }],
    provenance: { teacher: text, model: text },
    review: { status: text, edits: [text] },
  };
}

/** Opens a page of ours without its own policy: the texts alone must not act. Links within the page and our own drawings are ours. */
async function shownBare(page) {
  const verdict = await shown(page.replace(/<meta http-equiv[^>]*>/, ''));
  const ours = /^(?:<a href="#[a-z]\d+">|<svg (?:viewBox|width)="|<img src="data:image\/svg\+xml,)/;
  return { ...verdict, acting: verdict.acting.filter((each) => !ours.test(each)) };
}

test('the page that share writes', async () => {
  const records = HOSTILE.map((text, index) => ({ record: hostileRecord(text, index), review: text }));
  expect(await shownBare(recordsPage(HOSTILE[0], records, 3))).toEqual(NOTHING);
  for (const [index, text] of HOSTILE.entries())
    expect(await shownBare(recordsPage(text, [{ record: hostileRecord(text, index) }]))).toEqual(NOTHING);
}, 120_000);

test('the page of a graph, its drawing among it', async () => {
  const nodes = HOSTILE.map((text, at) => ({ id: `${text}${at}`, category: text }));
  const edges = nodes.slice(1).map(({ id }, at) => ({
    from: nodes[at].id,
    to: id,
    kind: HOSTILE[at],
    score: 0.5,
    curation: HOSTILE[at],
    evidence: [{ output: HOSTILE[at], parameter: HOSTILE[at], rule: HOSTILE[at] }],
  }));
  const picture = `<svg xmlns="http://www.w3.org/2000/svg"><text>${HOSTILE.join('')}</text></svg>`;
  const graph = { nodes, edges, rejected: edges, describe: (id) => id, picture };
  expect(await shownBare(graphPage(HOSTILE[1], graph))).toEqual(NOTHING);
});

test('the page of what a trainer learns, of its curves, and of which function works where', async () => {
  const sides = HOSTILE.map((text) => ({
    record: text,
    side: text,
    problems: [text],
    mask: {
      text: `${text}${text}`,
      by: 'turns',
      spans: [
        { start: 0, end: text.length, learnt: true },
        { start: text.length, end: 2 * text.length, learnt: false },
      ],
    },
  }));
  expect(await shownBare(maskPage(HOSTILE[2], sides, 1))).toEqual(NOTHING);
  const curves = HOSTILE.map((name) => ({
    name,
    points: [
      [1, 2],
      [2, 1],
    ],
  }));
  expect(await shownBare(curvesPage(HOSTILE[3], { curves, step: 1, of: 2, broken: 1 }))).toEqual(NOTHING);
  const rows = HOSTILE.map((id) => ({ id, cells: { mcp: { works: 'no', because: [id] } } }));
  expect(await shownBare(matrixPage(HOSTILE[4], { targets: ['mcp'], rows }))).toEqual(NOTHING);
});

test('the report of a test run, with results out of a stranger’s file', async () => {
  const all = HOSTILE.map((text, index) => ({
    id: text,
    index,
    kind: text,
    right: false,
    verdict: text,
    error: text,
    repeat: 1,
    progress: 0,
    success: false,
    usage: { input: 1, output: 1 },
    milliseconds: 1,
    turns: [
      {
        turn: text,
        kind: text,
        right: false,
        verdict: text,
        labels: [text],
        problems: [text],
        reference: [{ name: text, arguments: { [text]: text } }],
        referenceText: text,
        actual: [{ name: text, arguments: { [text]: text } }],
        text,
        functions: [text],
        edges: [text],
        operations: [text],
        notes: [text],
        repairs: [text],
        milliseconds: 1,
        usage: { input: 1, output: 1 },
        errorTypes: [],
        replies: [],
      },
    ],
  }));
  for (const text of HOSTILE) {
    const report = makeReport({ url: text, model: text, results: all, broken: [], milliseconds: 5, cancelled: true });
    expect(
      await shownBare(htmlReport({ ...report, advice: [text], repairs: { [text]: 1 }, labels: { [text]: text } })),
    ).toEqual(NOTHING);
    if (text === HOSTILE[5]) break;
  }
}, 120_000);
