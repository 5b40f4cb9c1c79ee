import { testRule } from '../testing/test-rule.ts';
import { nameBareBoolean } from './name-bare-boolean.rule.ts';

testRule(nameBareBoolean);
