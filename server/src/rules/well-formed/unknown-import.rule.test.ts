import { testRule } from '../testing/test-rule.ts';
import { unknownImport } from './unknown-import.rule.ts';

testRule(unknownImport);
