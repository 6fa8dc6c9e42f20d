/** The tabs over the editor: one for each open file, and one for the person's own rules. */
import { useEffect, useRef } from 'preact/hooks';
import { CloseIcon, PlusIcon } from '../../design/icons.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { activePath, closeFile, files, openFile } from '../../workspace/files.ts';
import { OWN_RULES } from '../../workspace/options.ts';
import { renaming } from '../view.ts';
import { freeName } from './take.ts';

export function FileTabs() {
  const bar = useRef<HTMLDivElement>(null);
  const path = activePath.value;
  useEffect(() => {
    bar.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const tabs = files.value.map(({ path }) => ({
    id: path,
    panel: 'text',
    label: path,
    face: (
      <span class="file-name" title={path}>
        {shortName(path)}
      </span>
    ),
    behind: (
      <button
        type="button"
        class="close"
        tabIndex={-1}
        aria-hidden="true"
        title={`Close ${path}`}
        onClick={() => closeFile(path)}
      >
        <CloseIcon />
      </button>
    ),
  }));
  const own = { id: OWN_RULES, panel: 'text', face: 'Own rules' };
  return (
    <div class="bar file-bar" ref={bar}>
      <Tabs
        label="Files"
        tabs={[...tabs, own]}
        chosen={path}
        onChoose={(chosen) => {
          activePath.value = chosen;
        }}
        onRemove={(chosen) => chosen !== OWN_RULES && closeFile(chosen)}
        onRename={(chosen) => {
          if (chosen !== OWN_RULES) renaming.value = chosen;
        }}
      />
      <button
        type="button"
        class="bare icon-only new-file"
        aria-label="New template"
        title="New template"
        onClick={() => openFile(freeName(''), '')}
      >
        <PlusIcon />
      </button>
    </div>
  );
}

/** The name of a file without its folder, unless another open file has the same. */
function shortName(path: string): string {
  const name = (of: string) => of.slice(of.lastIndexOf('/') + 1);
  const isShared = files.value.some((other) => other.path !== path && name(other.path) === name(path));
  return isShared ? path : name(path);
}
