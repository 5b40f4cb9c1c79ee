import { testRule } from '../testing/test-rule.ts';
import { patternInvalid } from './pattern-invalid.rule.ts';

testRule(patternInvalid);
