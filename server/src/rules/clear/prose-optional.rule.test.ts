import { testRule } from '../testing/test-rule.ts';
import { proseOptional } from './prose-optional.rule.ts';

testRule(proseOptional);
