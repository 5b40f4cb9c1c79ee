import { testRule } from '../testing/test-rule.ts';
import { unreachable } from './unreachable.rule.ts';

testRule(unreachable);
