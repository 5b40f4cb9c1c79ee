import { describe, expect, it } from 'vitest';
import { endpointMoney } from './money.ts';

const NOTHING = { budgetUsd: 0, price: '', freeAddresses: [] };

describe('what a request to an endpoint may cost', () => {
  it.each([
    'http://127.0.0.1:8000/v1',
    'http://localhost:1234',
    'http://[::1]:8080',
    'http://gpu-box:8000/v1',
    'http://192.168.1.20:11434/v1',
    'http://host.docker.internal:8000',
  ])('nothing at home: %s needs no budget', (url) => {
    expect(endpointMoney(url, NOTHING)).toEqual({});
  });

  it.each(['https://api.example.com/v1', 'http://8.8.8.8/v1', 'http://127.0.0.1.example.com', 'http://172.32.0.1'])(
    'may be money elsewhere: nothing goes to %s without a budget, or with one and no price',
    (url) => {
      expect(() => endpointMoney(url, NOTHING)).toThrow('may cost money');
      expect(() => endpointMoney(url, { ...NOTHING, budgetUsd: 1 })).toThrow('may cost money');
      expect(() => endpointMoney(url, { ...NOTHING, price: '1/2' })).toThrow('may cost money');
    },
  );

  it('budget and price go along to the server', () => {
    expect(endpointMoney('https://api.example.com/v1', { ...NOTHING, budgetUsd: 1, price: '0.3/2.5' })).toEqual({
      budgetUsd: 1,
      price: { input: 0.3, output: 2.5 },
    });
  });

  it('an address that a person declared free needs none', () => {
    const money = { ...NOTHING, freeAddresses: ['https://models.example.org'] };
    expect(endpointMoney('https://models.example.org/v1', money)).toEqual({ price: { input: 0, output: 0 } });
  });
});
