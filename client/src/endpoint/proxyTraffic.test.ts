import { expect, test } from 'vitest';
import { ProxyTraffic } from './proxyTraffic.ts';

const exchange = { number: 1, calls: 0, wrong: 0, line: '' };
const refused = { ...exchange, trouble: '401: no such key' };

test('a request that was refused is counted, told once in its words, and stands in the panel that waits', () => {
  const traffic = new ProxyTraffic('http://127.0.0.1:1/v1');
  expect(traffic.waiting).toMatch(/^Nothing has gone by yet/);
  expect(traffic.add(refused)).toBe('401: no such key');
  expect(traffic.add(refused)).toBeUndefined();
  expect(traffic.add({ ...exchange, trouble: 'no answer' })).toBe('no answer');
  expect(traffic.brief).toBe('$(arrow-both) 3 $(error) 3');
  expect(traffic.words).toContain('3 became no conversation, the last for this reason: no answer');
  expect(traffic.waiting).toContain('The last one failed: no answer');
});

test('what became a conversation asks for nobody', () => {
  const traffic = new ProxyTraffic('http://127.0.0.1:1/v1');
  expect(traffic.add({ ...exchange, record: 'proxy-0', calls: 2, wrong: 1 })).toBeUndefined();
  expect(traffic.hasTrouble).toBe(false);
  expect(traffic.brief).toBe('$(arrow-both) 1 $(warning) 1');
});
