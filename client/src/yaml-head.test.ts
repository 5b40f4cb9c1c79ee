import { expect, test } from 'vitest';
import { mayHoldTools } from './yaml-head.ts';

test.each([
  ['openapi: 3.1.0\ninfo:\n  title: Harbour\n'],
  ['# The harbour.\n---\n"swagger": "2.0"\n'],
  ['info:\n  title: Harbour\nopenapi: 3.0.3\n'],
  ['identity:\n  name: tide\nparameters:\n  - name: harbour\n'],
  ['tools:\n  - name: tide\n    inputSchema:\n      type: object\n'],
])('worth a closer look: %j', (head) => expect(mayHoldTools(head)).toBe(true));

test.each([
  ['services:\n  web:\n    image: harbour\n    ports: ["80:80"]\n'],
  ['on: push\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n'],
  ['text: "see openapi: 3.1.0"\n'],
  [''],
])('left in peace: %j', (head) => expect(mayHoldTools(head)).toBe(false));
