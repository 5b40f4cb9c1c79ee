import { testRule } from '../testing/test-rule.ts';
import { bfclFormat } from './bfcl-format.rule.ts';

testRule(bfclFormat);
