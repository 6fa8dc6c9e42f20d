/** An application with the plugin, as people have it: the variable SCENARIO says which tables it has, OPTIONS what the plugin is told. */
import * as cdk from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { TablewardenPlugin } from 'tablewarden/cdk';

const plugin = new TablewardenPlugin(JSON.parse(process.env.OPTIONS ?? '{}'));
const { Validations } = cdk as { Validations?: { of(scope: object): { addPlugins(...plugins: object[]): void; acknowledge(...rules: object[]): void } } };
const app = new cdk.App(Validations ? {} : { policyValidationBeta1: [plugin] });
Validations?.of(app).addPlugins(plugin);

const env = { account: '111122223333', region: 'eu-west-1' };
const partitionKey = { name: 'customerId', type: AttributeType.STRING };
const good = {
  partitionKey,
  billingMode: BillingMode.PAY_PER_REQUEST,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
  removalPolicy: cdk.RemovalPolicy.RETAIN,
};

const scenarios: Record<string, () => void> = {
  good() {
    new Table(new cdk.Stack(app, 'Shop', { env }), 'Orders', good);
  },
  bad() {
    const stack = new cdk.Stack(app, 'Shop', { env });
    new Table(stack, 'Orders', { partitionKey }); // the bad one
    new Table(stack, 'Customers', good);
  },
  acknowledged() {
    const stack = new cdk.Stack(app, 'Shop', { env });
    const table = new Table(stack, 'Orders', { partitionKey });
    Validations?.of(table).acknowledge({ id: process.env.ACKNOWLEDGED, reason: 'it is a cache' });
  },
  nested() {
    const outer = new cdk.NestedStack(new cdk.Stack(app, 'Shop', { env }), 'Outer');
    new Table(outer, 'Customers', good);
    new Table(new cdk.NestedStack(outer, 'Inner'), 'Orders', { partitionKey }); // the bad one
  },
  stage() {
    const stage = new cdk.Stage(app, 'Prod', { env });
    new Table(new cdk.Stack(stage, 'Data'), 'Orders', { partitionKey }); // the bad one
  },
  replicas() {
    new TableV2(new cdk.Stack(app, 'Shop', { env }), 'Orders', {
      partitionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
      replicas: [
        { region: 'eu-central-1' },
        { region: 'us-east-1', pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } },
        { region: 'us-west-2' },
      ],
    });
  },
};
scenarios[process.env.SCENARIO ?? 'good']?.();
