import { testRule } from '../testing/test-rule.ts';
import { proseFormat } from './prose-format.rule.ts';

testRule(proseFormat);
