import { testRule } from '../testing/test-rule.ts';
import { proseUnit } from './prose-unit.rule.ts';

testRule(proseUnit);
