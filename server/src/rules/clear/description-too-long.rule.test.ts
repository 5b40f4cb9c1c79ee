import { testRule } from '../testing/test-rule.ts';
import { descriptionTooLong } from './description-too-long.rule.ts';

testRule(descriptionTooLong);
