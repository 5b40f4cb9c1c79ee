// npm start: from a fresh clone to contrastive trajectories from the bundled example, in one command.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { build, install, main, requireNode, root, run, StepFailed } from './steps.mjs';

const EXAMPLE = 'examples/airline';
const RECORDS = 40;

function magnet(...args) {
  return run(process.execPath, ['server/bin/magnet.mjs', ...args]);
}

function step(number, title, ...args) {
  process.stdout.write(`\n${number}. ${title}\n   $ npx magnet ${args.join(' ')}\n\n`);
  if (magnet(...args) !== 0) throw new StepFailed(`"magnet ${args[0]}" failed; its message is above.`);
}

/** A folder no earlier start has written: runs are never overwritten. */
function freshFolder() {
  for (let number = 1; ; number++) {
    const folder = `magnet-runs/airline-${number}`;
    if (!existsSync(path.join(root, folder))) return folder;
  }
}

function findCode() {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, ['code'], { stdio: 'ignore' }).status === 0;
}

async function offerEditor(run) {
  const args = [`--extensionDevelopmentPath=${root}`, path.join(root, EXAMPLE), path.join(root, run)];
  if (!findCode()) {
    process.stdout.write('  npm run editor          the same example in an editor in your browser, on loopback only\n');
    return;
  }
  if (!process.stdin.isTTY) {
    process.stdout.write(`  code ${args.join(' ')}\n`);
    return;
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('\nOpen the example in VS Code with the extension loaded? [Y/n] ');
  prompt.close();
  if (!/^n/i.test(answer.trim())) spawnSync('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
}

main(async () => {
  requireNode();
  install();
  build();
  const folder = freshFolder();
  step(1, 'Check the signatures', 'check', EXAMPLE);
  step(2, 'Derive the dependency graph', 'graph', EXAMPLE);
  step(3, 'Sample signature paths', 'paths', EXAMPLE, '--count', '3', '--seed', '7');
  step(
    4,
    'Generate and verify contrastive trajectories',
    'generate',
    EXAMPLE,
    '--out',
    folder,
    '--count',
    `${RECORDS}`,
    '--seed',
    '7',
  );
  step(5, 'Export preference pairs for TRL', 'export', folder, '--as', 'trl-dpo', '--out', `${folder}/trl-dpo.jsonl`);
  process.stdout.write(`\nDone. Everything is in ${folder}/\n\nNext:\n`);
  process.stdout.write('  npx magnet check FILES  your own tool schemas: .fsig, OpenAI, MCP, BFCL …\n');
  process.stdout.write('  npx magnet serve        a local endpoint to test calls against\n');
  await offerEditor(folder);
});
