import { testRule } from '../testing/test-rule.ts';
import { cyclicType } from './cyclic-type.rule.ts';

testRule(cyclicType);
