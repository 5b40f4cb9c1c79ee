import { testRule } from '../testing/test-rule.ts';
import { bfclType } from './bfcl-type.rule.ts';

testRule(bfclType);
