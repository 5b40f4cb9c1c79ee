// Puts the workbench of a pinned code-server release into .vscode-host/<version>, from the npm registry alone:
// no install scripts, no compiler, no download from elsewhere. Does nothing when it is already there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const here = path.dirname(fileURLToPath(import.meta.url));
const RIPGREP_VERSION = '1.18.0';

/** @typedef {{ vscode: string, codeServer: string, integrity: string, node: string, prune: string[] }} Release */

/** @type {Record<'floor' | 'current', Release>} */
export const releases = JSON.parse(readFileSync(path.join(here, 'releases.json'), 'utf8'));

/** Where the parts of an installed workbench lie. */
export function layout(/** @type {Release} */ release) {
  const folder = path.join(projectRoot, '.vscode-host', release.codeServer);
  const vscode = path.join(folder, 'package/lib/vscode');
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    folder,
    vscode,
    serverMain: path.join(vscode, 'out/server-main.js'),
    node: path.join(folder, 'node/node_modules', nodePackage(), 'bin', executable),
  };
}

/** Node's own binary is published per platform, without an install step. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

function npm(/** @type {string[]} */ args, /** @type {string} */ cwd) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return execFileSync('npm', [...args, ...quiet], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
}

/** Installs what `release` pins; returns its layout. Interrupted installs start over. */
export function installWorkbench(/** @type {Release} */ release) {
  const places = layout(release);
  const marker = path.join(places.folder, 'complete');
  if (existsSync(marker)) return places;
  const started = Date.now();
  process.stderr.write(`Installing the VS Code ${release.vscode} workbench (once, about a minute)…\n`);
  rmSync(places.folder, { recursive: true, force: true });
  mkdirSync(places.folder, { recursive: true });
  unpack(release, places);
  addNode(release, places);
  addRipgrep(places);
  replaceNativeModules(places);
  for (const unused of release.prune) {
    rmSync(path.join(places.vscode, 'node_modules', unused), { recursive: true, force: true });
  }
  writeFileSync(marker, new Date().toISOString());
  process.stderr.write(`Workbench ready after ${Math.round((Date.now() - started) / 1000)} s.\n`);
  return places;
}

function unpack(/** @type {Release} */ release, /** @type {ReturnType<typeof layout>} */ places) {
  const packed = npm(['pack', `code-server@${release.codeServer}`, '--json', '--ignore-scripts'], places.folder);
  const [entry] = Object.values(JSON.parse(packed));
  if (entry.integrity !== release.integrity) {
    throw new Error(`code-server@${release.codeServer}: integrity is ${entry.integrity}, pinned ${release.integrity}`);
  }
  execFileSync('tar', ['xzf', entry.filename, 'package/lib/vscode'], { cwd: places.folder });
  rmSync(path.join(places.folder, entry.filename));
  // `npm ci` refuses the shipped shrinkwrap as out of step; `npm install` honours its pins.
  npm(['install', '--omit=dev', '--ignore-scripts'], places.vscode);
}

function addNode(/** @type {Release} */ release, /** @type {ReturnType<typeof layout>} */ places) {
  const folder = path.join(places.folder, 'node');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  npm(['install', `${nodePackage()}@${release.node}`, '--ignore-scripts'], folder);
}

/** Without ripgrep `workspace.findFiles` and search fail; its own install step downloads from elsewhere. */
function addRipgrep(/** @type {ReturnType<typeof layout>} */ places) {
  const bin = path.join(places.vscode, 'node_modules/@vscode/ripgrep/bin');
  if (!existsSync(path.dirname(bin)) || existsSync(bin)) return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const folder = path.join(places.folder, 'ripgrep');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  npm(['install', `${name}@${RIPGREP_VERSION}`, '--ignore-scripts'], folder);
  cpSync(path.join(folder, 'node_modules', name, 'bin'), bin, { recursive: true });
  rmSync(folder, { recursive: true });
}

/** spdlog is native: without a stand-in there are no log files and output channels stay empty. */
function replaceNativeModules(/** @type {ReturnType<typeof layout>} */ places) {
  const modules = path.join(places.vscode, 'node_modules');
  copyFileSync(path.join(here, 'spdlog-stand-in.cjs'), path.join(modules, '@vscode/spdlog/index.js'));
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    const folder = path.join(modules, name);
    if (!existsSync(folder)) continue;
    const entry = path.join(folder, 'index.js.new');
    writeFileSync(entry, 'exports.start = () => {};\n');
    renameSync(entry, path.join(folder, 'index.js'));
  }
}
