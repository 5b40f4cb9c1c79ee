import { testRule } from '../testing/test-rule.ts';
import { unreadableFile } from './unreadable-file.rule.ts';

testRule(unreadableFile);
