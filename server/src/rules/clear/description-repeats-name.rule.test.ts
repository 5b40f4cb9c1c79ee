import { testRule } from '../testing/test-rule.ts';
import { descriptionRepeatsName } from './description-repeats-name.rule.ts';

testRule(descriptionRepeatsName);
