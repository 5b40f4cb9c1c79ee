import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

const PAGE = read('docs/protocol.md');
const TYPES = read('server/src/lsp/protocol.ts');

/** Names of the messages that one interface of protocol.ts lists. */
function messages(name: string): string[] {
  const body = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(TYPES)?.[1] ?? '';
  return [...body.matchAll(/'(magnet\/\w+)'/g)].map((match) => match[1] as string).sort();
}

/** First cells of the table under a heading of the page. */
function rows(heading: string, from?: string): string[] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(magnet\/\w+)` \| (\w*)/gm)]
    .filter((match) => from === undefined || match[2] === from)
    .map((match) => match[1] as string)
    .sort();
}

describe('docs/protocol.md', () => {
  it('has a row for every request, and no other', () => {
    const requests = messages('ServerRequests');
    expect(requests.length).toBeGreaterThan(10);
    expect(rows('Requests to the server')).toEqual(requests);
  });

  it('has a row for every notification, with who sends it', () => {
    expect(rows('Notifications', 'server')).toEqual(messages('ServerNotifications'));
    expect(rows('Notifications', 'client')).toEqual(messages('ClientNotifications'));
  });

  it('names every request that is refused without trust', () => {
    const sources = ['endpoint', 'generate', 'import-mcp'].map((name) => read(`server/src/lsp/requests/${name}.ts`));
    const trusted = sources.flatMap((source) =>
      [...source.matchAll(/onRequest\(session, '(magnet\/\w+)'[^;]*?\n\s*requireTrust/g)].map((match) => match[1]),
    );
    const said = /are refused until/.exec(PAGE)?.index ?? -1;
    const sentence = PAGE.slice(PAGE.lastIndexOf('|', said), said);
    expect([...sentence.matchAll(/`(magnet\/\w+)`/g)].map((match) => match[1]).sort()).toEqual(trusted.sort());
  });
});
