import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/scale.md'), 'utf8');
const [compose = '', job = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');

test('the compose file of the page starts a server, workers and one who gathers', () => {
  const { services } = parse(compose) as { services: Record<string, { command: string }> };
  expect(Object.keys(services)).toEqual(['redis', 'worker', 'generate']);
  expect(services.worker?.command).toContain('worker --redis redis://redis:');
  expect(services.generate?.command).toContain('--redis redis://redis:');
});

test('the job of the page makes as many shards as it has indices', () => {
  const { spec } = parse(job) as { spec: { completions: number; completionMode: string } };
  expect(spec.completionMode).toBe('Indexed');
  expect(job).toContain(`--shard $((JOB_COMPLETION_INDEX + 1))/${spec.completions}`);
});
