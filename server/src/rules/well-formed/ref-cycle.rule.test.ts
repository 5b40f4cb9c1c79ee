import { testRule } from '../testing/test-rule.ts';
import { refCycle } from './ref-cycle.rule.ts';

testRule(refCycle);
