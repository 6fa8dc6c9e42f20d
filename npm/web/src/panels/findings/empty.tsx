/** What stands where no finding is: that all is well and what was looked at, or that there is nothing to look at. */
import type { Report } from 'tablewarden/web';
import { files } from '../../workspace/files.ts';
import { options } from '../../workspace/options.ts';
import { counted } from './listed.ts';

/** Nothing was found in what was checked whole. */
export function Clean({ report }: { report: Report }) {
  const { counts } = report;
  const checked = report.files.filter(({ skipped }) => !skipped);
  const what = checked.length === 1 ? checked[0]?.file : counted(checked.length, 'file');
  const profile = options.value.profile || 'recommended';
  return (
    <div class="empty">
      <h2>
        {counts.tables > 0
          ? `No problems found in ${counted(counts.tables, 'table')}`
          : checked.length > 0
            ? 'No DynamoDB tables here, and no problems found'
            : 'No template to check'}
      </h2>
      {checked.length > 0 && (
        <p>
          Checked {what} with the {profile} rules.
          {counts.unknownValues > 0 &&
            ` ${counted(counts.unknownValues, 'value')} can't be known from the template; parameters in the settings may help.`}
        </p>
      )}
    </div>
  );
}

/** There is no report yet, or no file. */
export function Nothing({ isChecking }: { isChecking: boolean }) {
  return (
    <div class="empty">
      {files.value.length === 0 ? (
        <>
          <h2>No file is open</h2>
          <p>Paste a template into the page, drop files on it, or choose one in the menu File.</p>
        </>
      ) : isChecking ? (
        <p>Loading the checker…</p>
      ) : (
        <p>No template is open.</p>
      )}
    </div>
  );
}
