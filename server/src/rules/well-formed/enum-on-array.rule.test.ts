import { testRule } from '../testing/test-rule.ts';
import { enumOnArray } from './enum-on-array.rule.ts';

testRule(enumOnArray);
