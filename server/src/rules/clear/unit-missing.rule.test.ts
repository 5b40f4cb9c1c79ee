import { testRule } from '../testing/test-rule.ts';
import { unitMissing } from './unit-missing.rule.ts';

testRule(unitMissing);
