import { testRule } from '../testing/test-rule.ts';
import { mcpOutputObject } from './mcp-output-object.rule.ts';

testRule(mcpOutputObject);
