/**
 * Stacks with tables as CDK applications have them, each synthesized into a template: well made ones, and ones on which
 * nothing is set.
 */
import { App, CfnCondition, CfnParameter, Duration, Fn, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  AttributeType,
  Billing,
  BillingMode,
  Capacity,
  CfnTable,
  Operation,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as Lambda, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const OPERATIONS = [
  Operation.GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.DELETE_ITEM,
  Operation.BATCH_WRITE_ITEM,
];

const customer = { name: 'customerId', type: AttributeType.STRING };
const order = { name: 'orderId', type: AttributeType.STRING };
const status = { name: 'orderStatus', type: AttributeType.STRING };

/** A table as it should be: on demand, with recovery, protection, a key of its own. */
const GOOD = {
  partitionKey: customer,
  sortKey: order,
  billingMode: BillingMode.PAY_PER_REQUEST,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** Alarms on everything that is throttled or goes wrong, told to somebody. */
function watch(stack, table, oncall) {
  const alarm = (id, metric) =>
    metric
      .createAlarm(stack, id, {
        threshold: 1,
        evaluationPeriods: 3,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(oncall));
  alarm('Throttles', table.metricThrottledRequestsForOperations({ operations: OPERATIONS, period: Duration.minutes(1) }));
  alarm('SystemErrors', table.metricSystemErrorsForOperations({ operations: OPERATIONS, period: Duration.minutes(1) }));
  alarm('UserErrors', table.metricUserErrors({ period: Duration.minutes(1) }));
}

/** Alarms on the throttle events of a table. */
function watchEvents(stack, table, oncall) {
  for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
    new Alarm(stack, metricName, {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: table.tableName },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(oncall));
  }
}

/** Well made stacks: nothing but notes may be found in them. */
export const wellMade = {
  l1(stack) {
    const table = new CfnTable(stack, 'Table', {
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [
        { attributeName: 'customerId', attributeType: 'S' },
        { attributeName: 'orderId', attributeType: 'S' },
      ],
      keySchema: [
        { attributeName: 'customerId', keyType: 'HASH' },
        { attributeName: 'orderId', keyType: 'RANGE' },
      ],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      sseSpecification: { sseEnabled: true },
      deletionProtectionEnabled: true,
      tags: [{ key: 'team', value: 'orders' }],
    });
    table.applyRemovalPolicy(RemovalPolicy.RETAIN);
  },
  table(stack) {
    const oncall = new Topic(stack, 'Oncall');
    const table = new Table(stack, 'Table', {
      ...GOOD,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      timeToLiveAttribute: 'expiresAt',
    });
    table.addGlobalSecondaryIndex({ indexName: 'byOrder', partitionKey: order, projectionType: ProjectionType.KEYS_ONLY });
    watch(stack, table, oncall);
  },
  scaled(stack) {
    const oncall = new Topic(stack, 'Oncall');
    const table = new Table(stack, 'Table', { ...GOOD, billingMode: BillingMode.PROVISIONED, readCapacity: 5, writeCapacity: 5 });
    const range = { minCapacity: 5, maxCapacity: 500 };
    table.autoScaleReadCapacity(range).scaleOnUtilization({ targetUtilizationPercent: 70 });
    table.autoScaleWriteCapacity(range).scaleOnUtilization({ targetUtilizationPercent: 70 });
    table.addGlobalSecondaryIndex({ indexName: 'byOrder', partitionKey: order, readCapacity: 5, writeCapacity: 5 });
    table.autoScaleGlobalSecondaryIndexReadCapacity('byOrder', range).scaleOnUtilization({ targetUtilizationPercent: 70 });
    table.autoScaleGlobalSecondaryIndexWriteCapacity('byOrder', range).scaleOnUtilization({ targetUtilizationPercent: 70 });
    watch(stack, table, oncall);
  },
  stream(stack) {
    const table = new Table(stack, 'Table', { ...GOOD, stream: StreamViewType.NEW_AND_OLD_IMAGES });
    const reader = new Lambda(stack, 'Reader', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
    reader.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 100,
        bisectBatchOnError: true,
        retryAttempts: 5,
        onFailure: new SqsDlq(new Queue(stack, 'Failed')),
      }),
    );
    table.grantReadWriteData(reader);
  },
  staged(stack) {
    const stage = new CfnParameter(stack, 'Stage', { default: 'test', allowedValues: ['test', 'prod'] });
    const isProd = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(stage.valueAsString, 'prod') });
    const table = new Table(stack, 'Table', GOOD);
    const cfn = table.node.defaultChild;
    const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
    const either = (production, other) => Fn.conditionIf(isProd.logicalId, production, other);
    cfn.addPropertyOverride('BillingMode', either('PROVISIONED', 'PAY_PER_REQUEST'));
    cfn.addPropertyOverride('ProvisionedThroughput', either(units, { Ref: 'AWS::NoValue' }));
    cfn.addPropertyOverride('Tags', [{ Key: 'stage', Value: either('prod', 'test') }]);
  },
  tableV2(stack) {
    const oncall = new Topic(stack, 'Oncall');
    const table = new TableV2(stack, 'Table', {
      partitionKey: customer,
      sortKey: order,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [{ indexName: 'byStatus', partitionKey: order, sortKey: status }],
    });
    watch(stack, table, oncall);
  },
  tableV2InThreeRegions(stack) {
    new TableV2(stack, 'Table', {
      partitionKey: customer,
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      replicas: [{ region: 'eu-central-1' }, { region: 'us-east-1', pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } }],
    });
  },
  tableV2Scaled(stack) {
    new TableV2(stack, 'Table', {
      partitionKey: customer,
      billing: Billing.provisioned({
        readCapacity: Capacity.autoscaled({ maxCapacity: 100 }),
        writeCapacity: Capacity.autoscaled({ maxCapacity: 100 }),
      }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  },
  throttleEvents(stack) {
    const oncall = new Topic(stack, 'Oncall');
    watchEvents(stack, new Table(stack, 'Table', GOOD), oncall);
  },
  nested(stack) {
    const table = new Table(new NestedStack(stack, 'Data'), 'Table', GOOD);
    const reader = new Lambda(new NestedStack(stack, 'Compute'), 'Reader', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
    table.grantReadData(reader);
  },
};

/** Tables on which nothing is set but what has to be. */
export const defaults = {
  table(stack) {
    new Table(stack, 'Table', { partitionKey: customer });
  },
  tableWithIndex(stack) {
    const table = new Table(stack, 'Table', { partitionKey: customer });
    table.addGlobalSecondaryIndex({ indexName: 'byOrder', partitionKey: order });
  },
  tableWithStream(stack) {
    new Table(stack, 'Table', { partitionKey: customer, stream: StreamViewType.NEW_IMAGE });
  },
  tableV2(stack) {
    new TableV2(stack, 'Table', { partitionKey: customer });
  },
  tableV2InThreeRegions(stack) {
    new TableV2(stack, 'Table', { partitionKey: customer, replicas: [{ region: 'eu-central-1' }, { region: 'us-east-1' }] });
  },
};

/** The templates of a stack that `build` fills, its nested ones included, by name. */
export function synthesized(name, build) {
  const app = new App({ analyticsReporting: false });
  build(new Stack(app, name, { env: { account: '111122223333', region: 'eu-west-1' } }));
  const assembly = app.synth();
  const templates = { [name]: JSON.stringify(assembly.getStackByName(name).template, null, 1) };
  return { directory: assembly.directory, templates };
}
