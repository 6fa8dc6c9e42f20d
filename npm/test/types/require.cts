/** The declarations as a CommonJS module sees them: this file only has to compile. */
import tablewarden = require('tablewarden');

const report: tablewarden.Report = tablewarden.check('Resources: {T: {Type: AWS::SNS::Topic}}', { columns: 'utf-16' });
const outcome: 'clean' | 'findings' | 'incomplete' | 'error' = report.outcome;
export = outcome;
