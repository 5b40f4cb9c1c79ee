import { testRule } from '../testing/test-rule.ts';
import { duplicateProperty } from './duplicate-property.rule.ts';

testRule(duplicateProperty);
