import { testRule } from '../testing/test-rule.ts';
import { identifierNoProducer } from './identifier-no-producer.rule.ts';

testRule(identifierNoProducer);
