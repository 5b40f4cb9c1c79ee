import { testRule } from '../testing/test-rule.ts';
import { mcpRootObject } from './mcp-root-object.rule.ts';

testRule(mcpRootObject);
