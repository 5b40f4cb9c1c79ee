import type { CancellationToken } from 'vscode';
import type { ConvertParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { type Read, readChoice, readTexts } from './inputs.ts';
import { checkLines, convertLines, graphLines, type NameOf } from './texts.ts';

/** Asks the language server about files, and words the answer. `uris` is empty for the whole workspace. */
type Ask = (magnet: Magnet, uris: readonly string[], token: CancellationToken, nameOf: NameOf) => Promise<string[]>;

/** One tool for agents: what it reads of its input beside `files`, and what it then asks. */
export interface AgentTool {
  readonly name: string;
  /** What an agent can do where the answer does not fit. */
  readonly advice: string;
  read(input: unknown): Read<Ask>;
}

const FEWER_FILES = 'Name fewer files in "files".';

export const check: AgentTool = {
  name: 'magnet_check',
  advice: `The gravest findings stand first. ${FEWER_FILES}`,
  read(input) {
    const targets = readTexts(input, 'targets');
    if (!targets.ok) return targets;
    const forced = targets.value.length === 0 ? {} : { targets: targets.value };
    const ask: Ask = async (magnet, uris, token, nameOf) =>
      checkLines(await magnet.request('magnet/check', { uris, ...forced }, token), nameOf);
    return { ok: true, value: ask };
  },
};

/** @param dialects that can be written */
export const convert = (dialects: readonly ConvertParams['to'][]): AgentTool => ({
  name: 'magnet_convert',
  advice: `The text is not whole and must not be used as a file. ${FEWER_FILES}`,
  read(input) {
    const to = readChoice(input, 'to', dialects);
    if (!to.ok) return to;
    const dialect = to.value as ConvertParams['to'];
    const ask: Ask = async (magnet, uris, token, nameOf) =>
      convertLines(await magnet.request('magnet/convert', { uris, to: dialect }, token), dialect, nameOf);
    return { ok: true, value: ask };
  },
});

export const graph: AgentTool = {
  name: 'magnet_graph',
  advice: `The surest edges stand first. ${FEWER_FILES}`,
  read: () => ({
    ok: true,
    value: async (magnet, uris, token) => graphLines(await magnet.request('magnet/graph', { uris, read: true }, token)),
  }),
};
