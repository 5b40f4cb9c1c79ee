import { testRule } from '../testing/test-rule.ts';
import { ambiguousFunctions } from './ambiguous-functions.rule.ts';

testRule(ambiguousFunctions, {
  bad: [
    {
      input: `/** Shows one order. */ function [|getOrder|](): string;
/** Shows one order. */ function [|get_order|](): string;`,
      message: `same words`,
    },
  ],
  good: [
    `/** Converts liters to gallons. */ function liter_to_gallon(): number;
/** Converts gallons to liters. */ function gallon_to_liter(): number;`,
    `/** Creates a new folder in the current one. @param name Its name. */ function mkdir(name: string): boolean;
/** Removes a folder in the current one. @param name Its name. */ function rmdir(name: string): boolean;`,
    `{"id": 1, "function": [{"name": "calcBmi", "description": "Computes the body mass.", "parameters": {"type": "dict", "properties": {}}}]}
{"id": 2, "function": [{"name": "calc_bmi", "description": "Computes the body mass.", "parameters": {"type": "dict", "properties": {}}}]}`,
  ],
});
