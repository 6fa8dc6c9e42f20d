/** What a wrong command line is told: one line, what is wrong and what to type. The same lines as the native command. */

/** The command line is wrong. */
export class UsageError extends Error {}

export const noCommand = () =>
  new UsageError('no command is given: say `tablewarden check FILE`, or `tablewarden --help`');

export const unknownCommand = (command: string) =>
  new UsageError(`\`${command}\` is no command: say \`tablewarden check FILE\`, or \`tablewarden --help\``);

export const rulesAlone = () =>
  new UsageError('`rules` alone is no command: say `tablewarden rules list`, `test`, `check`, `parse` or `format`');

export const noFile = () => new UsageError('no file is given: name a template, or `-` for standard input');

export const noRule = () =>
  new UsageError('no rule is given: say `tablewarden explain RULE`; `tablewarden rules list` lists them');

export const unknownRule = (rule: string) =>
  new UsageError(`there is no rule \`${rule}\`: \`tablewarden rules list\` lists them`);

export const emptyFile = () =>
  new UsageError('an empty file name is given: name a template, or `-` for standard input');

export const noFileMatched = () =>
  new UsageError('no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template');

export const noRuleFile = () =>
  new UsageError('no rule file is in there: no .guard or .ruleset file; name a rule file');

export const unknownOption = (option: string) =>
  new UsageError(`there is no option \`${option}\`: \`tablewarden --help\` lists them`);

export const oneTooMany = (argument: string) =>
  new UsageError(`\`${argument}\` is one argument too many: see \`tablewarden --help\``);

export const givenTwice = (option: string) => new UsageError(`\`${option}\` is given twice: give it once`);

export const takesNoValue = (option: string, value: string) =>
  new UsageError(`\`${option}\` takes no value: leave \`=${value}\` out`);

export const needsValue = (option: string) => new UsageError(`\`${option}\` needs a value: see \`tablewarden --help\``);

export const notOneOf = (option: string, value: string, words: readonly string[]) =>
  new UsageError(`\`${option}\` cannot be \`${value}\`: it is one of ${words.join(', ')}`);

export const noSeconds = (option: string, value: string) =>
  new UsageError(`\`${option}\` cannot be \`${value}\`: give whole seconds since 1970-01-01`);

export const noPair = (option: string, value: string) =>
  new UsageError(`\`${option}\` cannot be \`${value}\`: give NAME=VALUE`);

export const noRoot = (root: string) =>
  new UsageError(`\`--root ${root}\` is no folder: name the folder that paths in reports start at`);

export const folderForFacts = (path: string) => new UsageError(`\`${path}\` is a folder: name one template`);

export const folderForOne = (path: string, what: string) =>
  new UsageError(`\`${path}\` is a folder: name a file of ${what}`);

export const stdinTwice = () => new UsageError('`-` is given twice: standard input can be read only once');

export const folderForAgainst = (path: string) =>
  new UsageError(`\`${path}\` is a folder: name the earlier version of one template`);

export const noRevision = () =>
  new UsageError('`--against git:` names no revision: say `--against git:HEAD`, or a branch');

export const againstOne = () =>
  new UsageError('`--against FILE` is about one template: name one, or say `--against git:REVISION`');

export const folderForParse = (path: string) => new UsageError(`\`${path}\` is a folder: name one rule file`);

export const twoConfigs = () => new UsageError('`--config` and `--no-config` are given together: give one of them');
