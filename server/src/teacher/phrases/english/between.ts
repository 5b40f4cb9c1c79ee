import type { ByRegister } from '../asking-book.ts';

/** What stands around a request: the greeting, a word on the last answer, thanks. */
export const GREETINGS: ByRegister = {
  plain: ['Hi.', 'Hello.', 'Hi there.', 'Good morning.', 'Hi,', 'Hello,'],
  casual: ['hey,', 'hi,', 'yo,', 'hey there,', 'heya,', 'morning,'],
  polite: ['Hello.', 'Good morning.', 'Good afternoon.', 'Good evening.', 'Hello there.', 'Dear team,'],
  brief: [''],
  chatty: [
    'Hi, hope you are well.',
    'Hello again!',
    'Hey, me again.',
    'Morning! Busy day here.',
    'Hi! What a day.',
    'Hello, sorry to bother you.',
    'Hi, only a small thing today.',
  ],
};

export const FOLLOWS: ByRegister = {
  plain: ['Thanks.', 'OK.', 'Good.', 'Got it.', 'Next,', 'Now', 'All right.', 'Then', 'Great.', 'Also,', 'And'],
  casual: ['cool,', 'nice,', 'ok,', 'thx,', 'great,', 'alright,', 'sweet,', 'and', 'btw,', 'now'],
  polite: [
    'Thank you.',
    'Thank you very much.',
    'I see, thank you.',
    'Many thanks.',
    'That is very helpful.',
    'Noted.',
  ],
  brief: ['OK.', 'Next:', 'Now', 'Then', 'Fine.'],
  chatty: [
    'Oh good.',
    "Perfect, that's a relief.",
    'Aha.',
    'Hm, I see.',
    'Good to know.',
    'Right, one more thing.',
    'That was quick!',
    "You're a star.",
    'While you are at it:',
    'Before I forget:',
  ],
};

export const CLOSINGS: ByRegister = {
  plain: ['Thanks.', 'Thank you.', 'Thanks in advance.'],
  casual: ['thx!', 'thanks', 'cheers', 'ta'],
  polite: ['Thank you very much.', 'Many thanks.', 'With thanks.', 'I appreciate it.'],
  brief: [''],
  chatty: ['No rush at all.', 'You would do me a favour.', 'Thanks a lot!', 'That would be lovely.', 'No pressure.'],
};
