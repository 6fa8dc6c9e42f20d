/** What every entry of the package has: its functions, its one error, its types. Loads nothing. */

export type { Talk } from '../command/talk.js';
/** The engine's one call, for programs that speak its frames themselves (docs/abi.md): a frame in, JSON out. */
export { call } from '../engine/engine.js';
export type { Wasm } from '../engine/wasm.js';
export { TablewardenError } from '../error.js';
export type {
  BaselineCounts,
  BaselineState,
  Changes,
  CheckResponse,
  CheckRulesResponse,
  ColumnUnit,
  Counts,
  Dialect,
  Excerpt,
  Expectation,
  FactsResponse,
  FailOn,
  Finding,
  Fix,
  FixEdit,
  Format,
  FormatRulesResponse,
  Gravity,
  KnownFinding,
  Limits,
  Location,
  NestedStack,
  Notice,
  Outcome,
  ParseRulesResponse,
  Position,
  Profile,
  Related,
  Report,
  ReportedRule,
  RuleEntry,
  RuleStatus,
  Severity,
  Stack,
  Status,
  TableChange,
  TableEffect,
  TableOutcome,
  TemplateParameter,
  TestCase,
  TestRulesResponse,
  UnknownValue,
  Unlisted,
  WaiverNote,
} from '../wire.js';
export {
  type CheckOptions,
  check,
  checkText,
  type FactsOptions,
  facts,
  type ParameterOptions,
  rules,
  type TextOptions,
  type TextReport,
} from './check.js';
export type { RuleFile, SettingsFile, Template, TestFile } from './files.js';
export {
  checkRules,
  formatRules,
  parseRules,
  type RuleFileOptions,
  type RuleFilesOptions,
  testRules,
} from './rule-files.js';
export { type FilesAtHand, type Ran, type RunOptions, run, serve } from './run.js';
