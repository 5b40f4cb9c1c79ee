import { testRule } from '../testing/test-rule.ts';
import { nameAbbreviation } from './name-abbreviation.rule.ts';

testRule(nameAbbreviation);
