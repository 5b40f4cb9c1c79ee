import { testRule } from '../testing/test-rule.ts';
import { proseEnum } from './prose-enum.rule.ts';

testRule(proseEnum);
