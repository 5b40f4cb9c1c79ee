/** Files of a stranger: sixty hostile texts as names, descriptions, values, outputs, questions and paths, each with a number. */
import * as vscode from 'vscode';
import { HOSTILE_TEXTS } from '../webview/hostile-texts.mjs';

/** What names and short texts are cut to: the long ones of the corpus are tried whole as descriptions. */
const SHORT = 160;

/** `h07 <img …>`: the seventh text with its number. */
export const TEXTS: readonly string[] = HOSTILE_TEXTS.map(
  (text: string, index: number) => `h${String(index).padStart(2, '0')} ${text}`,
);

export const short = (text: string) => Array.from(text).slice(0, SHORT).join('');

/** Tools of an MCP server whose every text is hostile; outputs that fill parameters make edges between them. */
export function toolList(): string {
  const tools = TEXTS.map((text, index) => ({
    name: short(text),
    title: text,
    description: text,
    inputSchema: {
      type: 'object',
      properties: {
        [`key ${short(text)}`]: {
          type: 'string',
          description: text,
          default: text,
          enum: [text, 'b'],
          examples: [text],
        },
        parcel_id: { type: 'string', description: text, pattern: text },
      },
      required: ['parcel_id', short(text)],
    },
    outputSchema: {
      type: 'object',
      properties: { [index === 0 ? 'parcel_id' : `out ${short(text)}`]: { type: 'string', description: text } },
    },
  }));
  return JSON.stringify({ tools }, null, 1);
}

/** The same in the project's own language, as far as its syntax admits: descriptions, tags and texts of literal types. */
export function signatures(): string {
  const comment = (text: string) => text.replaceAll('*/', '* /').replace(/[\r\n\u2028\u2029]+/g, ' ');
  return TEXTS.map((text, index) => {
    const mark = `h${String(index).padStart(2, '0')}`;
    const lines = [
      '/**',
      ` * ${comment(text)}`,
      ` * @param first ${comment(text)} @example ${JSON.stringify(text)} @pattern ${comment(short(text))}`,
      ` * @category ${comment(short(text))}`,
      ` * @throws ${comment(text)}`,
      ' */',
      `declare function ${mark}_send(first: ${JSON.stringify(text)} | "b", letter_id: string): { letter_id: string };`,
    ];
    return lines.join('\n');
  }).join('\n\n');
}

/** Names of files as strangers may choose them; what no file system takes is left out. */
export function fileNames(): string[] {
  const names = TEXTS.map((text) => text.replaceAll('/', '\u2215').replaceAll('\0', ''));
  return names.map((name) => `${Array.from(name).slice(0, 50).join('')}.tools.json`);
}

/** Writes `text` under a folder of the workspace, and the folder where it is missing. */
export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
