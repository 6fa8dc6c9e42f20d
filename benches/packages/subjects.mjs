/**
 * What is compared: how each package is loaded, made ready for a template, and asked about it. A check has to find something, or it
 * is none.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const found = (count) => {
  if (!(count > 0)) throw new Error('nothing was found, so nothing was measured');
};

const awsWith = (name) => ({
  load: () => require('@aws/cloudformation-validate'),
  open: ({ [name]: Engine, TemplateFile }, template) => [new Engine(), new TemplateFile(template)],
  check: ([engine, template]) => found(engine.validateStandard(template).diagnostics.length),
});

export const subjects = {
  tablewarden: {
    load: () => import('../../npm/dist/index.js'),
    open: ({ check }, name) => [check, { name, content: readFileSync(name) }],
    check: ([check, template]) => found(check(template).files[0].findings.length),
  },
  'aws-rego': awsWith('RegoEngine'),
  'aws-cel': awsWith('CelEngine'),
  cfnguard: {
    load: () => require('@cdklabs/cdk-validator-cfnguard'),
    open: ({ CfnGuardValidator }, template) => [new CfnGuardValidator(), { templatePaths: [template] }],
    check: ([plugin, context]) => found(plugin.validate(context).violations.length),
  },
};
