/** The whole page: its landmarks, and which panel stands where. */
import { later } from '../design/later.tsx';
import { Splitter } from '../design/splitter.tsx';
import { Tabs } from '../design/tabs.tsx';
import { Editor, type FindingAction } from '../editor/editor.tsx';
import { activePath, files } from '../workspace/files.ts';
import { fixOf } from '../workspace/fixes.ts';
import { OWN_RULES } from '../workspace/options.ts';
import { isChecking, report } from '../workspace/results.ts';
import { Drop } from './files/drop.tsx';
import { FileTabs } from './files/file-tabs.tsx';
import { NoFile } from './files/no-file.tsx';
import { goTo } from './findings/finding-row.tsx';
import { Findings } from './findings/findings.tsx';
import { fixNow } from './findings/fix-now.ts';
import { Header } from './header/header.tsx';
import { Message } from './header/message.tsx';
import { Heard } from './heard.tsx';
import { OwnRulesBar } from './own-rules.tsx';
import { explain, fixing, isNarrow, openRule, renaming, share, type View, view, waiving } from './view.ts';

/** What can be done about a finding where it is marked in the text. */
const ACTIONS: readonly FindingAction[] = [
  {
    name: 'Fix',
    isFor: (finding) => fixOf(finding) !== undefined,
    run(finding) {
      fixNow(finding);
      // The hint goes with the old text; the focus goes back to the place.
      goTo(finding.file, finding.span);
    },
  },
  { name: 'Explain', run: ({ rule }) => explain(rule) },
  {
    name: 'Waive…',
    run(finding) {
      waiving.value = finding;
    },
  },
];

export function App() {
  const isText = view.value === 'text';
  const narrow = isNarrow.value;
  return (
    <div class={narrow ? 'page narrow' : 'page'}>
      <a class="skip" href="#panel">
        Skip to the findings
      </a>
      <Header />
      <main class="work" style={narrow ? undefined : { '--share': `${share().value}%` }}>
        <section id="text" class="text" aria-label="Template" hidden={narrow && !isText}>
          <FileTabs />
          <div class="editor-column">
            {activePath.value === OWN_RULES && <OwnRulesBar />}
            <div class="editor-place">
              <Text />
            </div>
          </div>
        </section>
        {!narrow && <Splitter label="Width of the panels" share={share()} />}
        <div class="side">
          <Switch />
          <div
            id="panel"
            class="panel"
            role="tabpanel"
            tabIndex={-1}
            aria-labelledby={`tab-${view.value}`}
            hidden={isText}
          >
            <Panel />
          </div>
        </div>
      </main>
      <Heard />
      <Message />
      <WaiveDialog />
      <FixDialog />
      <RenameDialog />
      <Drop />
    </div>
  );
}

/** The text of the file or of the person's own rules; where no file is open, how to begin. */
function Text() {
  if (files.value.length === 0 && activePath.value !== OWN_RULES) return <NoFile />;
  return <Editor actions={ACTIONS} openRule={explain} />;
}

/** The tabs of the panels; where the page is narrow, the text is one of them. */
function Switch() {
  const counts = report.value?.counts;
  const found = counts ? counts.errors + counts.warnings + counts.notes : 0;
  const tabs: { id: View; panel: string; face: preact.ComponentChildren }[] = [
    {
      id: 'findings',
      panel: 'panel',
      face: <span>Findings {found > 0 && <span class="count">{found.toLocaleString('en')}</span>}</span>,
    },
    { id: 'picture', panel: 'panel', face: 'Picture' },
    { id: 'compare', panel: 'panel', face: 'Compare' },
    { id: 'settings', panel: 'panel', face: 'Settings' },
  ];
  if (isNarrow.value) tabs.unshift({ id: 'text', panel: 'text', face: 'Template' });
  return (
    <div class="bar switch">
      <Tabs
        label="Views"
        tabs={tabs}
        chosen={view.value}
        onChoose={(chosen) => {
          view.value = chosen;
        }}
      />
      {isChecking.value && !isNarrow.value && <span class="busy">Checking…</span>}
    </div>
  );
}

const Picture = later(() => import('./picture/picture.tsx').then((part) => part.Picture));
const Compare = later(() => import('./compare.tsx').then((part) => part.Compare));
const RulePage = later(() => import('./rule-page.tsx').then((part) => part.RulePage));
const WaiveDialog = later(
  () => import('./findings/waive-dialog.tsx').then((part) => part.WaiveDialog),
  () => waiving.value !== undefined,
);
const FixDialog = later(
  () => import('./findings/fix-dialog.tsx').then((part) => part.FixDialog),
  () => fixing.value !== undefined,
);
const RenameDialog = later(
  () => import('./files/rename-dialog.tsx').then((part) => part.RenameDialog),
  () => renaming.value !== undefined,
);
const Settings = later(() => import('./settings/settings.tsx').then((part) => part.Settings));

function Panel() {
  switch (view.value) {
    case 'picture':
      return <Picture />;
    case 'compare':
      return <Compare />;
    case 'settings':
      return <Settings />;
    default:
      return openRule.value ? <RulePage {...openRule.value} /> : <Findings />;
  }
}
