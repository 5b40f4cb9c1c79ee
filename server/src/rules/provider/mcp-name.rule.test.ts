import { testRule } from '../testing/test-rule.ts';
import { mcpName } from './mcp-name.rule.ts';

testRule(mcpName);
