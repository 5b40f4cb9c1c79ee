import { testRule } from '../testing/test-rule.ts';
import { unknownTag } from './unknown-tag.rule.ts';

testRule(unknownTag);
