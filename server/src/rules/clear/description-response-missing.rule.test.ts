import { testRule } from '../testing/test-rule.ts';
import { descriptionResponseMissing } from './description-response-missing.rule.ts';

testRule(descriptionResponseMissing);
