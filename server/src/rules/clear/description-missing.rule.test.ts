import { testRule } from '../testing/test-rule.ts';
import { descriptionMissing } from './description-missing.rule.ts';

testRule(descriptionMissing);
