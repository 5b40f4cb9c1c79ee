import { testRule } from '../testing/test-rule.ts';
import { anthropicRootObject } from './anthropic-root-object.rule.ts';

testRule(anthropicRootObject);
