import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

const PAGE = read('docs/protocol.md');
const TYPES = read('server/src/lsp/protocol.ts');

const REQUESTS = new URL('../../../server/src/lsp/requests/', import.meta.url);
const requestFiles = () => readdirSync(REQUESTS).map((file) => readFileSync(new URL(file, REQUESTS), 'utf8'));

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

  it('says of every request that is refused without trust that it is, and of no other', () => {
    const requests = requestFiles().flatMap((source) =>
      source.split(/(?=onRequest\(\s*session)/).flatMap((part) => {
        const name = /^onRequest\(\s*session,\s*'(magnet\/\w+)'/.exec(part)?.[1];
        return name === undefined ? [] : [{ name, trusted: /requireTrust\(/.test(part) }];
      }),
    );
    expect(requests.filter(({ trusted }) => trusted).length).toBeGreaterThan(15);
    const saysTrust = ({ name }: { name: string }) =>
      new RegExp(`^\\| \`${name}\` \\|.*(?:needs? trust|until the workspace is trusted)`, 'im').test(PAGE);
    expect(requests.filter(saysTrust)).toEqual(requests.filter(({ trusted }) => trusted));
  });
});
