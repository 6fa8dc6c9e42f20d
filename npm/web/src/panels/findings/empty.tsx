/** What stands where no finding is: that all is well and what was looked at, or that there is nothing to look at. */
import type { CheckResponse, Report } from 'tablewarden/web';
import { CheckIcon } from '../../design/icons.tsx';
import { activePath, files } from '../../workspace/files.ts';
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
      {counts.tables > 0 && (
        <span class="all-well">
          <CheckIcon />
        </span>
      )}
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

/** Of several files those in which nothing was found: the one in the editor, or all others in one line. */
export function CleanFiles({ answers, isActive }: { answers: readonly CheckResponse[]; isActive: boolean }) {
  const names = answers.filter(isClean).flatMap(({ file }) => ((file === activePath.value) === isActive ? file : []));
  if (names.length === 0) return null;
  return (
    <p class="empty-line clean-files">
      <CheckIcon />
      <span>
        No problems found in {names.slice(0, NAMED).join(', ')}
        {names.length > NAMED && ` and ${counted(names.length - NAMED, 'more file')}`}.
      </span>
    </p>
  );
}

/** How many files are named in one line. */
const NAMED = 20;

function isClean({ skipped, outcome, counts }: CheckResponse): boolean {
  const found = counts.errors + counts.warnings + counts.notes;
  return found === 0 && !skipped && outcome !== 'incomplete' && outcome !== 'error';
}

/** There is no report yet, or no file. */
export function Nothing({ isChecking }: { isChecking: boolean }) {
  return (
    <div class="empty">
      {files.value.length === 0 ? (
        <p>Findings appear here.</p>
      ) : isChecking ? (
        <p>Loading the checker…</p>
      ) : (
        <p>No template is open.</p>
      )}
    </div>
  );
}
