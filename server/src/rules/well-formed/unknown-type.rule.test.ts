import { testRule } from '../testing/test-rule.ts';
import { unknownType } from './unknown-type.rule.ts';

testRule(unknownType);
