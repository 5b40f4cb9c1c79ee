import { testRule } from '../testing/test-rule.ts';
import { schemaInvalid } from './schema-invalid.rule.ts';

testRule(schemaInvalid);
