import { testRule } from '../testing/test-rule.ts';
import { keyUnread } from './key-unread.rule.ts';

testRule(keyUnread);
