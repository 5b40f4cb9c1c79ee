import { expect, test } from 'vitest';
import { originOf } from '../../../server/src/settings/index.ts';
import {
  isFree,
  keyFits,
  keyQuestion,
  mayPay,
  moneyParams,
  readKept,
  spendingQuestion,
  teacherOrigin,
} from './spending.ts';

test('a budget of 0 pays for nothing, and goes to the server as 0, not as no limit', () => {
  expect(mayPay({ budgetUsd: 0, free: false })).toBe(false);
  expect(moneyParams({ budgetUsd: 0, free: false })).toEqual({ budgetUsd: 0 });
  expect(moneyParams({ budgetUsd: -3, free: false })).toEqual({ budgetUsd: 0 });
  expect(mayPay({ budgetUsd: 0.5, free: false })).toBe(true);
});

test('an address is free where a person declared it, by its origin alone', () => {
  expect(isFree('http://127.0.0.1:8000', ['http://127.0.0.1:8000/v1'])).toBe(true);
  expect(isFree('http://127.0.0.1:8001', ['http://127.0.0.1:8000/v1'])).toBe(false);
  expect(isFree('https://boats.example', ['http://boats.example', 'not an address', ''])).toBe(false);
  expect(moneyParams({ budgetUsd: 0, free: true })).toEqual({ budgetUsd: 0, price: { input: 0, output: 0 } });
});

test('the question names model, address, estimate and budget', () => {
  const { message, detail } = spendingQuestion({
    teacher: 'openai',
    model: 'boat-1',
    origin: 'https://boats.example',
    count: 20,
    budgetUsd: 2,
    free: false,
    estimate: 'about $0.40, give or take $0.10',
  });
  expect(`${message}\n${detail}`).toMatch(/boats\.example.*boat-1.*\$0\.40, give or take \$0\.10.*\$2\./s);
});

test('a key goes to the origin it was given for, and to others only after a yes to just that', () => {
  const kept = { key: 'k', origin: 'https://api.example' };
  expect(keyFits(kept, 'https://api.example', [])).toBe(true);
  expect(keyFits(kept, 'https://api.example.evil.example', [])).toBe(false);
  expect(keyFits(kept, 'http://api.example', [])).toBe(false);
  expect(keyFits(kept, 'https://proxy.example', ['https://api.example https://proxy.example'])).toBe(true);
  expect(keyFits(kept, 'https://proxy.example', ['https://other.example https://proxy.example'])).toBe(false);
  expect(keyQuestion(kept, 'http://127.0.0.1:18999').message).toContain('127.0.0.1:18999');
});

test('a key kept by an earlier version belongs nowhere yet', () => {
  expect(readKept('sk-old')).toEqual({ key: 'sk-old', origin: '' });
  expect(keyFits({ key: 'sk-old', origin: '' }, 'https://api.example', [])).toBe(false);
  expect(readKept('{"key":"a","origin":"https://x.example"}')).toEqual({ key: 'a', origin: 'https://x.example' });
  expect(readKept(undefined)).toBeUndefined();
});

test('origins of addresses as people write them', () => {
  expect(originOf('localhost:11434/v1')).toBe('http://localhost:11434');
  expect(originOf('https://user:pass@host.example:444/v1?key=1')).toBe('https://host.example:444');
  expect(originOf('file:///etc/passwd')).toBeUndefined();
  expect(teacherOrigin('gemini', '')).toBe('https://generativelanguage.googleapis.com');
});
