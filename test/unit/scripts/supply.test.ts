import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { writeBill, writeNotices } from '../../../scripts/notices.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

test('packages that want to run something when they are installed are named in SECURITY.md, and none is needed', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const wanting = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([name]) => name.replace(/^.*node_modules\//, ''));
  const security = readFileSync(path.join(root, 'SECURITY.md'), 'utf8');
  for (const name of new Set(wanting)) expect(security).toContain(`\`${name}\``);
  const workflows = path.join(root, '.github/workflows');
  for (const workflow of readdirSync(workflows))
    expect(readFileSync(path.join(workflows, workflow), 'utf8'), workflow).not.toMatch(/npm ci(?! --ignore-scripts)/);
});

test('the bill of materials names each package of a bundle once, with version and licence, and so do the notices', async () => {
  const { metafile } = await build({
    stdin: {
      contents:
        "import picomatch from 'picomatch'; import { Command } from 'commander'; console.log(Command, picomatch)",
      resolveDir: root,
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bill-'));
  const file = path.join(folder, 'bill.json');
  writeBill(root, [metafile, metafile], file);
  const bill = JSON.parse(readFileSync(file, 'utf8'));
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: { component: { name: 'magnet-vscode' } },
  });
  expect(bill.components.map(({ name }: { name: string }) => name)).toEqual(['commander', 'picomatch']);
  expect(bill.components[0]).toMatchObject({
    licenses: [{ license: { id: 'MIT' } }],
    purl: expect.stringMatching(/^pkg:npm\/commander@\d/),
  });
  const notices = path.join(folder, 'notices.txt');
  writeNotices(root, [metafile], notices);
  for (const { name, version } of bill.components)
    expect(readFileSync(notices, 'utf8')).toContain(`${name} ${version} (MIT)`);
});
