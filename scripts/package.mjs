// Packages the extension into out/magnet.vsix and checks what went in: a small allow-list and nothing else.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { build, main, root, run, StepFailed } from './steps.mjs';

/** What an editor downloads at each update; a part of `npm test -- --packaged`. */
const MAX_BYTES = 2_000_000;

main(() => {
  const file = path.join(root, 'out/magnet.vsix');
  mkdirSync(path.dirname(file), { recursive: true });
  build('--minify');
  try {
    const args = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--skip-license', '--out', file];
    if (run(process.execPath, args) !== 0) throw new StepFailed('vsce could not package the extension.');
    // Beside the package, for the release: what is inside it.
    copyFileSync(path.join(root, 'dist/sbom.cdx.json'), path.join(root, 'out/sbom.cdx.json'));
  } finally {
    build();
  }
  const { size } = statSync(file);
  process.stdout.write(`out/magnet.vsix: ${(size / 1024).toFixed(0)} KiB\n`);
  if (size > MAX_BYTES) throw new StepFailed(`the package has ${size} bytes; at most ${MAX_BYTES} are allowed.`);
});
