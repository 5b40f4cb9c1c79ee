import { testRule } from '../testing/test-rule.ts';
import { mcpAnnotations } from './mcp-annotations.rule.ts';

testRule(mcpAnnotations);
