import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { TablewardenPlugin } from 'tablewarden/cdk';
const plugin: IPolicyValidationPlugin = new TablewardenPlugin({ profile: 'strict', against: 'earlier' });
Validations.of(new App()).addPlugins(plugin);
// @ts-expect-error no such option
new TablewardenPlugin({ failon: 'never' });
