import { testRule } from '../testing/test-rule.ts';
import { premiseUnknown } from './premise-unknown.rule.ts';

testRule(premiseUnknown);
