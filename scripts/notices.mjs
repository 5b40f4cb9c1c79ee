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
  const texts = [...new Set(packagesIn(root, metafiles).map(notice))].sort();
  writeFileSync(file, `Magnet contains code of these packages.\n\n${texts.join('\n')}`);
}

/**
 * What is inside some bundles as a CycloneDX 1.5 bill of materials (https://cyclonedx.org/docs/1.5/json/), without a time or
 * a random number: equal bundles, equal bytes.
 * @param {string} root folder that the metafiles' paths are relative to
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string} file where to
 */
export function writeBill(root, metafiles, file) {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const components = new Map();
  for (const folder of packagesIn(root, metafiles)) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const licenses =
      typeof license !== 'string'
        ? []
        : [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }];
    components.set(purl, { type: 'library', 'bom-ref': purl, name, version, purl, licenses });
  }
  const purl = `pkg:npm/${own.name}@${own.version}`;
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': purl, name: own.name, version: own.version, purl } },
    components: [...components.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each),
    dependencies: [{ ref: purl, dependsOn: [...components.keys()].sort() }],
  };
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
}

/** Folders of the packages whose code is in some bundles. */
function packagesIn(/** @type {string} */ root, /** @type {import('esbuild').Metafile[]} */ metafiles) {
  const inputs = metafiles.flatMap((metafile) =>
    // Only what is left after unused code was dropped.
    Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([name]) => name),
    ),
  );
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].map((folder) => path.resolve(root, folder));
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
