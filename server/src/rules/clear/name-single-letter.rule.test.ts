import { testRule } from '../testing/test-rule.ts';
import { nameSingleLetter } from './name-single-letter.rule.ts';

testRule(nameSingleLetter);
