/** Tables: one that nothing worse than a note is said about, the same with an error, and with what can be fixed. */

/** A template with a table of this key. */
export const table = (key) => `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: ${key}, AttributeType: S}]
      KeySchema: [{AttributeName: ${key}, KeyType: HASH}]
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      DeletionProtectionEnabled: true
      SSESpecification: {SSEEnabled: true}
`;

export const good = table('orderId');

/** Its key is no attribute. */
export const bad = good.replace('KeySchema: [{AttributeName: orderId', 'KeySchema: [{AttributeName: order');

/** It has no point-in-time recovery, which can be fixed. */
export const unrecovered = good.replace('PointInTimeRecoveryEnabled: true', 'PointInTimeRecoveryEnabled: false');

/** The same two as the CDK writes them. */
const synthesized = (key) =>
  JSON.stringify({
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
          SSESpecification: { SSEEnabled: true },
        },
      },
    },
  });
export const goodSynthesized = synthesized('orderId');
export const badSynthesized = synthesized('order');
