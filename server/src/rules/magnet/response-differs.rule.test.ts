import { testRule } from '../testing/test-rule.ts';
import { responseDiffers } from './response-differs.rule.ts';

testRule(responseDiffers);
