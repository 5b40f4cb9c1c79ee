import { testRule } from '../testing/test-rule.ts';
import { defaultNull } from './default-null.rule.ts';

testRule(defaultNull);
