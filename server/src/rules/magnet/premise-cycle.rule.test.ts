import { testRule } from '../testing/test-rule.ts';
import { premiseCycle } from './premise-cycle.rule.ts';

testRule(premiseCycle);
