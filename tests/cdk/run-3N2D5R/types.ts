import { App, type IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { TablewardenPlugin } from 'tablewarden/cdk';
const plugin: IPolicyValidationPluginBeta1 = new TablewardenPlugin({ failOn: 'error', settings: 'tablewarden.yaml' });
new App({ policyValidationBeta1: [plugin] });
