import { testRule } from '../testing/test-rule.ts';
import { proseRange } from './prose-range.rule.ts';

testRule(proseRange);
