import { testRule } from '../testing/test-rule.ts';
import { anthropicName } from './anthropic-name.rule.ts';

testRule(anthropicName);
