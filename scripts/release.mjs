// npm run release -- VERSION [--dry-run] [--no-test]: files the changelog, sets the version, tests, packages, writes the
// checksum, commits and tags. Nothing is pushed or published: the last lines say how. --dry-run says what would be done.

import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checksumLine, comesAfter, filed } from './release-notes.mjs';
import { main, root, run, StepFailed } from './steps.mjs';

const MANIFESTS = ['package.json', 'client/package.json', 'server/package.json', 'package-lock.json'];

function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new StepFailed(`git ${args[0]} failed: ${stderr.trim()}`);
  return stdout.trim();
}

function step(title, command, args) {
  process.stdout.write(`── ${title}\n`);
  if (run(command, args) !== 0) throw new StepFailed(`${title} failed; nothing was committed or tagged.`);
}

main(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, 'no-test': { type: 'boolean', default: false } },
  });
  const [version = ''] = positionals;
  const text = (file) => readFileSync(path.join(root, file), 'utf8');
  const current = JSON.parse(text('package.json')).version;
  if (!comesAfter(version, current))
    throw new StepFailed(`say a version after ${current}, such as npm run release -- 0.2.0`);
  if (git('tag', '--list', `v${version}`) !== '') throw new StepFailed(`there is a tag v${version} already.`);
  if (git('status', '--porcelain') !== '') throw new StepFailed('there are changes that are not committed.');
  const { changelog, notes } = filed(text('CHANGELOG.md'), version, new Date().toISOString().slice(0, 10));
  const vsix = `magnet-${version}.vsix`;
  if (values['dry-run']) {
    process.stdout.write(
      `${current} → ${version}, tag v${version}, out/${vsix} and its checksum. What is new:\n\n${notes}\n`,
    );
    return;
  }
  writeFileSync(path.join(root, 'CHANGELOG.md'), changelog);
  step('version', 'npm', ['version', version, '--no-git-tag-version', '--workspaces', '--include-workspace-root']);
  if (!values['no-test']) step('test', process.execPath, ['scripts/test.mjs', '--vscode=all']);
  step('package', process.execPath, ['scripts/package.mjs']);
  renameSync(path.join(root, 'out/magnet.vsix'), path.join(root, 'out', vsix));
  writeFileSync(path.join(root, `out/${vsix}.sha256`), checksumLine(readFileSync(path.join(root, 'out', vsix)), vsix));
  renameSync(path.join(root, 'out/sbom.cdx.json'), path.join(root, 'out', `magnet-${version}.cdx.json`));
  git('add', 'CHANGELOG.md', ...MANIFESTS);
  git('commit', '--message', `Version ${version}`);
  git('tag', '--annotate', `v${version}`, '--message', notes);
  process.stdout.write(
    `\nout/${vsix}, out/${vsix}.sha256 and out/magnet-${version}.cdx.json (what is inside, CycloneDX) are made, v${version} is tagged. Now: git push --follow-tags, and npx vsce publish --packagePath out/${vsix}\n`,
  );
});
