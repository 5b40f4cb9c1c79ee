import { testRule } from '../testing/test-rule.ts';
import { targetPattern } from './target-pattern.rule.ts';

const gate = (pattern: string) =>
  `{"type": "function", "function": {"name": "open_gate", "description": "Opens one gate of the park.", "parameters": {"type": "object", "properties": {"number": {"type": "string", "description": "Key.", "pattern": ${pattern}}}}}}`;

testRule(targetPattern, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": [|"^(?!x)[a-z]+$"|]}}}}}`,
      targets: ['openai'],
    },
    // Each of these ends up in the grammar of llama.cpp as it is, where no such escape is known.
    ...['^[a-z\\\\-]+$', '^\\\\bpark$', '^(a)\\\\1$', '^\\\\p{L}+$', '^\\\\S+$'].map((pattern) => ({
      input: gate(`[|"${pattern}"|]`),
      message: 'its grammars do not know',
      targets: ['llama.cpp'] as const,
    })),
  ],
  good: [
    { input: gate('"^[0-9]{3}\\\\.[a-z\\\\]]+\\\\+$"'), targets: ['llama.cpp'] },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": "^[a-z]+$"}}}}}`,
      targets: ['openai'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": "^(?!x)[a-z]+$"}}}}}`,
      targets: ['bfcl'],
    },
  ],
});
