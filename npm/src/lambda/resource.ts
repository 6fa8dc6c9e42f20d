/**
 * Makes a template of one resource's properties. What an event does not tell is written down as what CloudFormation itself
 * cannot tell before a deployment: a macro stands for the rest of the stack, and a parameter without a value for the
 * policies. So the engine takes neither for absent: it reports no missing alarm, scaling or reader, and no missing
 * `DeletionPolicy`. Decides nothing about the properties.
 */

/** Stands for what else is in the stack. The engine's note about what was not checked names it. */
const REST = 'RestOfTheStack';
/** Stands for a value that the event does not tell. */
const UNTOLD = 'NotInTheEvent';

/** The template, as JSON. */
export function templateOfResource(type: string, logicalId: string, properties: object): string {
  const policy = { Ref: UNTOLD };
  const resource = { Type: type, DeletionPolicy: policy, UpdateReplacePolicy: policy, Properties: properties };
  return JSON.stringify({
    Transform: REST,
    Parameters: { [UNTOLD]: { Type: 'String' } },
    Resources: { [logicalId]: resource },
  });
}
