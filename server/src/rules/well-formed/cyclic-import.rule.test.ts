import { testRule } from '../testing/test-rule.ts';
import { cyclicImport } from './cyclic-import.rule.ts';

testRule(cyclicImport);
