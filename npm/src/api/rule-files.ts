/**
 * The functions about rule files themselves: their tests, what is wrong with them, their trees, their canonical text. They read
 * and write no file.
 */
import type { CheckRulesResponse, FormatRulesResponse, ParseRulesResponse, TestRulesResponse } from '../wire.js';
import { askRuleFile, askRuleFiles, parse, type RuleFileSaid, type RuleFilesSaid } from './calls.js';
import { nowOf } from './clock.js';
import { type RuleFile, source, sources, type TestFile } from './files.js';

/** What can be said about the tests of rule files, and about a look over them. */
export type RuleFilesOptions = RuleFilesSaid;

/** What can be said about the tree and the canonical text of a rule file. */
export type RuleFileOptions = RuleFileSaid;

/**
 * Runs the unit tests of rule files.
 *
 * With one rule file all tests are its own. With several a test belongs to the rule file whose name its name begins with:
 * `tests/a_tests.yaml` to `a.guard`, in the folder above; so all of them need names. Without `now` the clock is taken; with
 * `now: null` a rule that asks for it cannot be evaluated. A file that cannot be read to its end is no exception: the
 * answer's `outcome` is then `incomplete`.
 */
export function testRules(
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[],
  options: RuleFilesOptions = {},
): TestRulesResponse {
  return aboutRuleFiles('testRules', rules, tests, { ...options, now: nowOf(options) });
}

/** Looks rule files over: what is wrong, what is surely not meant, and, where there are tests, rules without one. */
export function checkRules(
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[] = [],
  options: RuleFilesOptions = {},
): CheckRulesResponse {
  return aboutRuleFiles('checkRules', rules, tests, options);
}

/** The syntax tree of one rule file; where it has syntax errors, what could be read. */
export function parseRules(rules: RuleFile, options: RuleFileOptions = {}): ParseRulesResponse {
  return parse<ParseRulesResponse>(askRuleFile('parseRules', source(rules, 'rules.guard', 'rule file'), options));
}

/** One rule file in the canonical form; `outcome` is `clean` where it is in it already, and `findings` where it is not. */
export function formatRules(rules: RuleFile, options: RuleFileOptions = {}): FormatRulesResponse {
  return parse<FormatRulesResponse>(askRuleFile('formatRules', source(rules, 'rules.guard', 'rule file'), options));
}

function aboutRuleFiles<Response>(
  what: 'testRules' | 'checkRules',
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[],
  options: RuleFilesOptions,
): Response {
  const ruleFiles = sources(rules, 'rules', '.guard', 'rule file');
  return parse<Response>(askRuleFiles(what, ruleFiles, sources(tests, 'tests', '.yaml', 'file of tests'), options));
}
