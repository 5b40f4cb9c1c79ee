import { testRule } from '../testing/test-rule.ts';
import { defaultAsTextRule } from './default-as-text.rule.ts';

testRule(defaultAsTextRule);
