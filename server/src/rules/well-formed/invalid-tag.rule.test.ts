import { testRule } from '../testing/test-rule.ts';
import { invalidTag } from './invalid-tag.rule.ts';

testRule(invalidTag);
