import { testRule } from '../testing/test-rule.ts';
import { unknownDialect } from './unknown-dialect.rule.ts';

testRule(unknownDialect);
