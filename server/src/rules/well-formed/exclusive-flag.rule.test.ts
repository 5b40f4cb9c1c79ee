import { testRule } from '../testing/test-rule.ts';
import { exclusiveFlag } from './exclusive-flag.rule.ts';

const tool = (bounds: string) =>
  `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": {"type": "number", "description": "In euros.", ${bounds}}}}}`;

testRule(exclusiveFlag, {
  bad: [
    { input: tool('"minimum": 5, [|"exclusiveMinimum"|]: true'), fixed: tool('"exclusiveMinimum": 5') },
    { input: tool('"maximum": 5, [|"exclusiveMaximum"|]: false'), fixed: tool('"maximum": 5') },
  ],
  good: [
    tool('"exclusiveMinimum": 5'),
    tool('"minimum": 5'),
    // Without the bound beside it the flag means nothing: another rule's concern.
    tool('"exclusiveMinimum": true'),
    tool('"exclusiveMinimum": true, "minimum": "5"'),
  ],
});
