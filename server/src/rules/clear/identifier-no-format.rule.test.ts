import { testRule } from '../testing/test-rule.ts';
import { identifierNoFormat } from './identifier-no-format.rule.ts';

testRule(identifierNoFormat);
