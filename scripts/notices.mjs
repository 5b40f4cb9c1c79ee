// What the bundles owe: the name, version and licence of every package that went into them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the licences of the packages inside some bundles, one after the other, sorted by name.
 * @param {string} root folder that the metafiles' paths are relative to
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string} file where to
 * @throws where a package has no licence file: then it may not be shipped unseen
 */
export function writeNotices(root, metafiles, file) {
  const inputs = metafiles.flatMap((metafile) =>
    // Only what is left after unused code was dropped.
    Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([name]) => name),
    ),
  );
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...folders].map((folder) => notice(path.resolve(root, folder)));
  const texts = [...new Set(notices)].sort();
  writeFileSync(file, `Magnet contains code of these packages.\n\n${texts.join('\n')}`);
}

/** `…/node_modules/@scope/name` of a file inside it; nothing for our own files. */
function packageFolder(/** @type {string} */ file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function notice(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const found = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt|mit))?$/i.test(entry));
  const text = found === undefined ? undefined : readFileSync(path.join(folder, found), 'utf8').trim();
  if (text === undefined && typeof license !== 'string') throw new Error(`${name} has no licence.`);
  return `${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n\n${text ?? 'No licence text in the package.'}\n`;
}
