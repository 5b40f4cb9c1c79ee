import { testRule } from '../testing/test-rule.ts';
import { patternUnchecked } from './pattern-unchecked.rule.ts';

const tool = (pattern: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": ${pattern}}}}}`;

testRule(patternUnchecked, {
  bad: [{ input: tool('[|"^(x+)+\\\\1$"|]') }, { input: tool('[|"^((((a{1,90}b?){1,90}c?){1,90}d?){1,90})$"|]') }],
  good: [tool('"^(a|a)*$"'), tool('"^([\'\\"])x\\\\1$"'), tool('"^(?=(a+)+$)b"'), tool('"("')],
});
