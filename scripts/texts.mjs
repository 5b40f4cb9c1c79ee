// The extension's own texts: those of the manifest in package.nls.json, those of the client in l10n/bundle.l10n.json.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts a key in the place of every text of the manifest that a person reads and that no table makes; a text that is new
 * there is taken as it stands.
 * @param {object} manifest changed in place
 * @param {Readonly<Record<string, string>>} known texts by key, from package.nls.json
 * @returns {Record<string, string>} texts by key
 */
export function takeTexts(manifest, known) {
  const texts = {};
  const take = (owner, property, key) => {
    const written = owner[property];
    if (typeof written !== 'string') return;
    const text = written === `%${key}%` ? known[key] : written;
    if (text === undefined) throw new Error(`package.nls.json has no "${key}".`);
    texts[key] = text;
    owner[property] = `%${key}%`;
  };
  const { contributes, capabilities } = manifest;
  for (const [kind, capability] of Object.entries(capabilities)) take(capability, 'description', `capability.${kind}`);
  for (const command of contributes.commands) take(command, 'title', `command.${command.command}`);
  for (const view of Object.values(contributes.views).flat()) take(view, 'name', `view.${view.id}`);
  for (const server of contributes.mcpServerDefinitionProviders ?? []) take(server, 'label', `mcp.${server.id}`);
  // `modelDescription` is for the model: it stays as it is in every language.
  for (const tool of contributes.languageModelTools ?? []) {
    take(tool, 'displayName', `tool.${tool.name}.title`);
    take(tool, 'userDescription', `tool.${tool.name}.description`);
  }
  contributes.viewsWelcome.forEach((welcome, index) => {
    const before = contributes.viewsWelcome.slice(0, index).filter(({ view }) => view === welcome.view).length;
    take(welcome, 'contents', `welcome.${welcome.view}.${before + 1}`);
  });
  for (const walkthrough of contributes.walkthroughs) {
    const key = `walkthrough.${walkthrough.id}`;
    take(walkthrough, 'title', `${key}.title`);
    take(walkthrough, 'description', `${key}.description`);
    for (const step of walkthrough.steps) {
      take(step, 'title', `${key}.${step.id}.title`);
      take(step, 'description', `${key}.${step.id}.description`);
      take(step.media, 'altText', `${key}.${step.id}.picture`);
    }
  }
  return texts;
}

/** Texts that the client shows through `t('…')`, sorted. @param {string} folder `client/src` */
export function textsOfClient(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name),
  );
  const texts = new Set();
  for (const file of files) {
    const source = readFileSync(path.join(folder, file), 'utf8');
    if (!source.includes("from '@vscode/l10n'")) continue;
    for (const [, literal] of source.matchAll(/\bt\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[^\s)])/g)) {
      if (literal.length < 2) throw new Error(`${file}: t() takes a text that stands there, not ${literal}…`);
      texts.add(unquoted(literal));
    }
  }
  return [...texts].sort();
}

function unquoted(literal) {
  const inner = literal.slice(1, -1).replace(/\\'/g, "'").replace(/"/g, '\\"').replace(/\\\\"/g, '\\"');
  return JSON.parse(`"${inner}"`);
}
