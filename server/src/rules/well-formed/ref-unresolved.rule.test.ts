import { testRule } from '../testing/test-rule.ts';
import { refUnresolved } from './ref-unresolved.rule.ts';

testRule(refUnresolved);
