import { testRule } from '../testing/test-rule.ts';
import { descriptionParameterMissing } from './description-parameter-missing.rule.ts';

testRule(descriptionParameterMissing);
