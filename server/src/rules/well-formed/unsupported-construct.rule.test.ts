import { testRule } from '../testing/test-rule.ts';
import { unsupportedConstruct } from './unsupported-construct.rule.ts';

testRule(unsupportedConstruct);
