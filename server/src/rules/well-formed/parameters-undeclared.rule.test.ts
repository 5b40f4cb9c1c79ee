import { testRule } from '../testing/test-rule.ts';
import { parametersUndeclared } from './parameters-undeclared.rule.ts';

const tool = (description: string) =>
  `{"name": "f", "description": "${description}", "inputSchema": {"type": "object", "properties": {}}}`;

testRule(parametersUndeclared, {
  bad: [
    { input: tool('[|Moves a page. @param page Key of the page.|]').replace('"[|', '[|"').replace('|]"', '"|]') },
    {
      input: tool('[|Moves a page: pass shelf, row and page.|]').replace('"[|', '[|"').replace('|]"', '"|]'),
      message: 'several',
    },
    ...['Moves a page: pass `page`.', 'Moves a page. Inputs: page - its key; row - where to.'].map((words) => ({
      input: tool(`[|${words}|]`).replace('"[|', '[|"').replace('|]"', '"|]'),
    })),
  ],
  good: [
    tool('Clears the shelf. Use it where `get_page` answers with an error.'),
    tool('Takes a screenshot of the page and returns it.'),
    tool('Lists names, titles and texts of all notes.'),
    tool('Gives back title, text and author of the note that is open.'),
    tool('Takes no arguments.'),
    `{"name": "f", "description": "Args:\\n  a: Number.", "inputSchema": {"type": "object", "additionalProperties": true}}`,
  ],
});
