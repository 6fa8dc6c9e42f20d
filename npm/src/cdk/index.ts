/**
 * The entry `tablewarden/cdk`: a validation plugin of the AWS CDK. It hands the folders of the templates to the same machine that
 * the command is, and gives back the report in the format `cdk`. Holds no policy, reads no template, is never async, never
 * throws: a plugin that does lets `cdk synth` succeed in silence.
 */
import { dirname } from 'node:path';
import { line } from '../error.js';
import { run, VERSION } from './command.js';

/** What can be said about the check; what is not said is as on the command line. */
export interface TablewardenPluginOptions {
  /** The least severity that stops synthesis; `warning` where neither this nor the settings say it. */
  readonly failOn?: 'error' | 'warning' | 'note' | 'never';
  /** Which rules are reported; `recommended` where neither this nor the settings say it. */
  readonly profile?: 'minimal' | 'recommended' | 'strict';
  /** The settings file; where none is named, the nearest `tablewarden.yaml` from the output folder upwards. */
  readonly settings?: string;
  /** The folder of an earlier cloud assembly: what the change would do to tables is checked too. */
  readonly against?: string;
}

/** What the CDK tells a plugin, as far as it is used here. */
export interface ValidationContext {
  /** The absolute paths of the templates. */
  readonly templatePaths: string[];
  /** The same with the construct paths of their stacks; not in older versions. */
  readonly stackTemplates?: { readonly stackConstructPath: string; readonly templatePath: string }[];
}

/** What the CDK is told. */
export interface ValidationReport {
  readonly success: boolean;
  readonly violations: Violation[];
  readonly pluginVersion?: string;
}

/** One thing that is wrong. */
export interface Violation {
  /** The id of a rule: with `tablewarden::` before it, what `acknowledge` takes. */
  readonly ruleName: string;
  readonly description: string;
  readonly severity: 'fatal' | 'error' | 'warning' | 'info';
  readonly fix?: string;
  readonly violatingResources: ViolatingResource[];
  readonly ruleMetadata?: { readonly [name: string]: string };
}

/** Where it is. */
export interface ViolatingResource {
  /** Empty where it is no resource. */
  readonly resourceLogicalId: string;
  /** The path of the stack's construct, where it is no resource. */
  readonly constructPath?: string;
  readonly templatePath: string;
  /** From the resource on: `Properties.KeySchema`. */
  readonly locations: string[];
}

/** How the command line has the options. One that it does not know it refuses. */
const WORDS: Readonly<Record<string, string>> = { failOn: 'fail-on', settings: 'config' };

/**
 * Checks the DynamoDB tables of an application while it is synthesized.
 *
 * ```ts
 * Validations.of(app).addPlugins(new TablewardenPlugin());
 * ```
 */
export class TablewardenPlugin {
  readonly name: string = 'tablewarden';
  readonly version: string = VERSION;
  readonly #words: readonly string[];

  constructor(options: TablewardenPluginOptions = {}) {
    const said = Object.entries(options).filter(([, value]) => value !== undefined);
    this.#words = said.map(([name, value]) => `--${WORDS[name] ?? name}=${value}`);
  }

  /** Checks what was synthesized; called by the CDK. */
  validate(context: ValidationContext): ValidationReport {
    try {
      const folders = [...new Set(context.templatePaths.map((path) => dirname(path)))];
      if (folders.length === 0) return { success: true, violations: [], pluginVersion: VERSION };
      const { stdout, stderr } = run(['check', '--format=cdk', ...this.#words, '--', ...folders]);
      if (stdout === '') return failed(stderr, context);
      return { ...(JSON.parse(stdout) as ValidationReport), pluginVersion: VERSION };
    } catch (error) {
      return failed(line(error), context);
    }
  }
}

/** The report where the check gave none: why, told once, at the first stack. Without a violation the CDK would print nothing. */
function failed(why: string, context: Partial<ValidationContext> | undefined): ValidationReport {
  const [first] = context?.stackTemplates ?? [];
  const constructPath = first && { constructPath: first.stackConstructPath };
  const templatePath = String(first?.templatePath ?? context?.templatePaths?.[0] ?? '');
  const resource = { resourceLogicalId: '', ...constructPath, templatePath, locations: [] };
  const description = `Nothing was checked. ${why.replaceAll(/\s+/g, ' ').trim()}`;
  const violation: Violation = {
    ruleName: 'not-checked',
    description,
    severity: 'fatal',
    violatingResources: [resource],
  };
  return { success: false, violations: [violation], pluginVersion: VERSION };
}
