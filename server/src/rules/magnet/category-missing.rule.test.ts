import { testRule } from '../testing/test-rule.ts';
import { categoryMissing } from './category-missing.rule.ts';

testRule(categoryMissing);
