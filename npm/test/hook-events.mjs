/**
 * Events of a CloudFormation hook for its tests, and payloads. The shapes are those of AWS's page, with its spellings:
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hookHandler } from 'tablewarden/lambda';

export const TOKEN = 'f8da6d11-b23f-48f4-814c-0fb6a667f50e';
export const STACK = 'arn:aws:cloudformation:us-west-2:123456789012:stack/MyStack/1a2345b6-0000-00a0-a123-00abc0abc000';
const CHANGE_SET = STACK.replace('stack/MyStack', 'changeSet/SampleChangeSet');
export const ADDRESS = 'https://s3.us-west-2.amazonaws.com/hooks/payload.json?X-Amz-Signature=0123456789abcdef';

/** What all events have. */
const common = {
  awsAccountId: '123456789012',
  stackId: STACK,
  changeSetId: null,
  hookTypeName: 'my::lambda::hook',
  hookTypeVersion: '00000008',
  hookModel: { LambdaFunction: 'arn:aws:lambda:us-west-2:123456789012:function:MyFunction' },
  requestContext: { invocation: 1, callbackContext: null },
};
export const stackEvent = (point = 'CREATE_PRE_PROVISION', payload = ADDRESS) => ({
  clientRequestToken: TOKEN,
  ...common,
  actionInvocationPoint: point,
  requestData: { targetName: 'STACK', targetType: 'STACK', targetLogicalId: 'my-cloudformation-stack', payload },
});
export const changeSetEvent = () => ({
  clientRequestToken: TOKEN,
  ...common,
  changeSetId: CHANGE_SET,
  requestData: { targetName: 'CHANGE_SET', targetType: 'CHANGE_SET', targetLogicalId: CHANGE_SET, payload: ADDRESS },
});
export const resourceEvent = (resourceProperties, previousResourceProperties, point = 'UPDATE_PRE_PROVISION') => ({
  ...common,
  actionInvocationPoint: point,
  requestData: {
    targetName: 'AWS::DynamoDB::Table',
    targetType: 'AWS::DynamoDB::Table',
    targetLogicalId: 'DDBTable',
    targetModel: { resourceProperties, previousResourceProperties },
  },
});

export const properties = (more = {}) => ({
  AttributeDefinitions: [
    { AttributeType: 'S', AttributeName: 'Album' },
    { AttributeType: 'S', AttributeName: 'Artist' },
  ],
  ProvisionedThroughput: { WriteCapacityUnits: 5, ReadCapacityUnits: 10 },
  KeySchema: [
    { KeyType: 'HASH', AttributeName: 'Album' },
    { KeyType: 'RANGE', AttributeName: 'Artist' },
  ],
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  SSESpecification: { SSEEnabled: true },
  ...more,
});
export const template = (more = {}, others = {}) =>
  JSON.stringify({
    Resources: { DDBTable: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain', Properties: properties(more) } },
    ...others,
  });
export const good = readFileSync(new URL('../../examples/pattern1.corrected.yaml', import.meta.url), 'utf8');
export const bad = readFileSync(new URL('../../examples/pattern1.yaml', import.meta.url), 'utf8');

/** A handler whose address has these bytes. */
export const withPayload = (payload, options = {}) => {
  const bytes = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
  return hookHandler({ log() {}, read: async () => bytes, ...options });
};
export const failsClosed = (response, message) => {
  assert.equal(response.hookStatus, 'FAILED');
  assert.equal(response.errorCode, 'InternalFailure');
  assert.match(response.message, message);
  assert.ok(!JSON.stringify(response).includes('X-Amz-Signature'), 'the address is a secret');
};
