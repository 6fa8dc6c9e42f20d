/**
 * The CDK's fix on the page of each rule, as a program: the lines of the rule's header, in a function of a stack. Takes the
 * rule files; gives the templates that the fixes synthesize. Judges nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, ProjectionType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const here = dirname(fileURLToPath(import.meta.url));
const rules = join(here, '..', '..', 'rules', 'dynamodb');

/** The id and the lines of TypeScript of each rule. */
export function snippets() {
  const files = readdirSync(rules, { recursive: true }).filter((name) => name.endsWith('.guard'));
  return files.map((name) => {
    const header = readFileSync(join(rules, name), 'utf8').split('\n\n')[0];
    const id = header.match(/^# id: (\S+)$/m)?.[1];
    const lines = header.match(/^# cdk: \|\n((?:#(?: {3}.*)?\n)+)/m)?.[1].split('\n') ?? [];
    return { id, lines: lines.map((line) => line.slice(4)) };
  });
}

const atTop = (line) => /^(import|declare) /.test(line);

/** What the compiler says of all of them, and where it wrote them. */
function compile(folder, all) {
  for (const { id, lines } of all) {
    const body = lines.filter((line) => !atTop(line));
    const start = "export function fix(this: import('aws-cdk-lib').Stack) {";
    writeFileSync(join(folder, `${id}.cts`), [...lines.filter(atTop), start, ...body, '}', ''].join('\n'));
  }
  const compilerOptions = { target: 'ES2022', module: 'nodenext', types: [], strict: true, skipLibCheck: true, outDir: 'out' };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.cts'] }));
  const compiler = join(here, 'node_modules', 'typescript', 'bin', 'tsc');
  return spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8', timeout: 120_000 }).stdout;
}

const customer = { name: 'customerId', type: AttributeType.STRING };
const order = { name: 'orderId', type: AttributeType.STRING };
const date = { name: 'placedAt', type: AttributeType.STRING };

/** What a fix may take as given, by the type that it declares. */
const GIVEN = {
  'dynamodb.Table': (stack) =>
    new Table(stack, 'Table', { partitionKey: customer, sortKey: order, billingMode: BillingMode.PROVISIONED }),
  'dynamodb.TableV2': (stack) =>
    new TableV2(stack, 'Table', {
      partitionKey: customer,
      sortKey: order,
      globalSecondaryIndexes: [
        { indexName: 'by-date', partitionKey: customer, sortKey: date, projectionType: ProjectionType.KEYS_ONLY },
      ],
      replicas: [{ region: 'eu-central-1' }],
    }),
  'cloudwatch.Metric': () =>
    new Metric({ namespace: 'AWS/DynamoDB', metricName: 'ReadThrottleEvents', dimensionsMap: { TableName: 'orders' }, statistic: 'Sum' }),
  'cloudwatch.Alarm': (stack) =>
    new Alarm(stack, 'Alarm', { metric: GIVEN['cloudwatch.Metric'](), threshold: 1, evaluationPeriods: 1 }),
  'events.EventBus': (stack) => new EventBus(stack, 'Bus'),
  'iam.Role': (stack) => new Role(stack, 'Role', { assumedBy: new ServicePrincipal('dax.amazonaws.com') }),
  'kinesis.Stream': (stack) => new Stream(stack, 'Changes'),
  'kms.Key': (stack) => new Key(stack, 'Given'),
  'lambda.Function': (stack) =>
    new Lambda(stack, 'Function', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') }),
  'sns.Topic': (stack) => new Topic(stack, 'Topic'),
  'sqs.Queue': (stack) => new Queue(stack, 'Queue'),
};

/** The templates of a stack in which a fix was made, by name. */
function synthesize({ lines }, fix) {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  for (const line of lines.filter(atTop)) {
    const [, name, type] = line.match(/^declare const (\w+): (.*);$/) ?? [];
    if (name) {
      globalThis[name] = GIVEN[type](stack);
    }
  }
  fix.call(stack);
  const { directory } = app.synth();
  const names = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  const templates = names.map((name) => ({ name, content: readFileSync(join(directory, name), 'utf8') }));
  rmSync(directory, { recursive: true });
  return templates;
}

/** What the compiler complains about in these snippets, and the templates of each. */
export function fixes(all) {
  const folder = mkdtempSync(join(here, 'pages-'));
  try {
    const complaints = compile(folder, all);
    const load = createRequire(join(folder, 'out', 'pages.cjs'));
    const made = complaints ? [] : all.map((one) => ({ id: one.id, templates: synthesize(one, load(`./${one.id}.cjs`).fix) }));
    return { complaints, made };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
