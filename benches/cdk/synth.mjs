/**
 * One synthesis in one process: the name of who validates it, the folder of the built npm package, an output folder and the number
 * of tables of a stack in; one line of JSON out, with the processor time of the whole process in milliseconds, all threads included.
 */
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App, Aspects, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';

const [validator, npm, outdir, tables] = process.argv.slice(2);
const STACKS = 20;

/** Who can validate; each is loaded as people load it. */
const validators = {
  nobody() {},
  async tablewarden(app) {
    const { TablewardenPlugin } = await import(pathToFileURL(resolve(npm, 'dist', 'cdk.js')));
    Validations.of(app).addPlugins(new TablewardenPlugin());
  },
  /** What the CDK itself spends where there is any plugin. */
  empty(app) {
    Validations.of(app).addPlugins({ name: 'empty', validate: () => ({ success: true, violations: [] }) });
  },
  async 'cdk-nag'(app) {
    const { AwsSolutionsChecks } = await import('cdk-nag');
    Aspects.of(app).add(new AwsSolutionsChecks());
  },
  async 'cdk-validator-cfnguard'(app) {
    const { CfnGuardValidator } = await import('@cdklabs/cdk-validator-cfnguard');
    Validations.of(app).addPlugins(new CfnGuardValidator({ controlTowerRulesEnabled: true }));
  },
  'built-in'() {
    delete process.env.CDK_VALIDATION;
  },
};

process.env.CDK_VALIDATION = 'false';
const app = new App({ analyticsReporting: false, outdir });
const customerId = { name: 'customerId', type: AttributeType.STRING };
const orderId = { name: 'orderId', type: AttributeType.STRING };
for (let number = 1; number <= STACKS; number += 1) {
  const stack = new Stack(app, `Stack${number}`, { env: { account: '111122223333', region: 'eu-west-1' } });
  for (let table = 1; table <= Number(tables); table += 1) {
    const made = new Table(stack, `Table${table}`, {
      partitionKey: customerId,
      sortKey: orderId,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    made.addGlobalSecondaryIndex({ indexName: 'byOrder', partitionKey: orderId });
  }
}
await validators[validator](app);

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(1, `\n${JSON.stringify({ validator, milliseconds: (user + system) / 1000 })}\n`);
});
try {
  app.synth();
} catch (error) {
  // Some find what they are looking for, and the CDK throws then.
  if (!String(error).includes('alidation')) throw error;
}
