/** What the check says about itself: what could not be checked is an alert at the top, the rest is said plainly. */
import type { Notice, Severity } from 'tablewarden/web';
import { CodeText } from '../../design/code-text.tsx';
import { files } from '../../workspace/files.ts';
import { OWN_RULES } from '../../workspace/options.ts';
import { failures, report } from '../../workspace/results.ts';
import { goTo } from './finding-row.tsx';
import { counted } from './listed.ts';
import { Mark } from './mark.tsx';

export function Notices() {
  const said = report.value;
  const all = said ? once([...said.notices, ...said.files.flatMap(({ notices }) => notices)]) : [];
  const isPart = said?.files.some(({ outcome, counts }) => outcome === 'clean' || counts.tables > 0);
  const grave = all.filter(({ gravity }) => gravity !== 'notice');
  const plain = all.filter(({ gravity }) => gravity === 'notice');
  return (
    <>
      {(failures.value.length > 0 || grave.length > 0) && (
        <section class="notices grave" aria-label="Not checked">
          <h2>{isPart ? 'Check incomplete' : 'Could not be checked'}</h2>
          <ul>
            {failures.value.map((line) => (
              <li key={line}>
                <Mark severity="error" />
                <span>
                  <CodeText text={line} />
                </span>
              </li>
            ))}
            <NoticeRows notices={grave} />
          </ul>
        </section>
      )}
      {plain.length > 0 && (
        <section class="notices" aria-label="Notices">
          <h2>{counted(plain.length, 'notice')}</h2>
          <ul>
            <NoticeRows notices={plain} />
          </ul>
        </section>
      )}
    </>
  );
}

/** How grave it is that something was not checked. */
const GRAVITY: Record<Notice['gravity'], Severity> = { notice: 'note', incomplete: 'warning', error: 'error' };

/** How many notices are shown; a file of many mistakes says little more with the next. */
const MOST = 50;

function NoticeRows({ notices }: { notices: readonly Notice[] }) {
  const isOpen = (file: string) => file === OWN_RULES || files.value.some(({ path }) => path === file);
  return (
    <>
      {notices.slice(0, MOST).map(({ file, gravity, message, span }, at) => (
        <li key={`${file} ${span?.startByte} ${at}`}>
          <Mark severity={GRAVITY[gravity]} />
          <span>
            <CodeText text={message} />{' '}
            {span && isOpen(file) ? (
              <button type="button" class="link" onClick={() => goTo(file, span)}>
                {file}, line {span.start.line}
              </button>
            ) : (
              <span class="hint">{file}</span>
            )}
          </span>
        </li>
      ))}
      {notices.length > MOST && <li>{counted(notices.length - MOST, 'further notice')}</li>}
    </>
  );
}

/** What is said of several templates alike, as of their settings, is said once. */
function once(notices: readonly Notice[]): Notice[] {
  const said = new Map(notices.map((notice) => [`${notice.file} ${notice.span?.startByte} ${notice.message}`, notice]));
  return [...said.values()];
}
