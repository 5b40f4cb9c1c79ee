import { testRule } from '../testing/test-rule.ts';
import { nameStyleMixed } from './name-style-mixed.rule.ts';

testRule(nameStyleMixed);
