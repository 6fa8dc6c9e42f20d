/** The menu File: what can be opened, the examples, and what can be done with the file in the editor. */
import { createRef } from 'preact';
import { useRef } from 'preact/hooks';
import { OpenIcon } from '../../design/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../design/menu.tsx';
import { aside, bringBack, message } from '../../workspace/begin.ts';
import { examples } from '../../workspace/examples.ts';
import { activeFile, closed, closeFile, files, openFile, reopen } from '../../workspace/files.ts';
import { renaming, showText } from '../view.ts';
import { chosen, freeName, take } from './take.ts';

/** The input that opens files; other parts of the page open it too. */
const some = createRef<HTMLInputElement>();

/** Lets the person choose files. */
export const openFiles = (): void => some.current?.click();

export function FileMenu() {
  const folder = useRef<HTMLInputElement>(null);
  const open = (path: string, text: string) => {
    openFile(path, text);
    showText();
  };
  const given = async (input: HTMLInputElement, fromFolder: boolean) => {
    try {
      await take(chosen(input), fromFolder);
      showText();
    } catch (error) {
      message.value = `The file could not be read: ${(error as Error).message}`;
    }
    // The same file can be chosen again.
    input.value = '';
  };
  return (
    <>
      <Menu
        label="File"
        face={
          <>
            <OpenIcon />
            <span class="wide-only">File</span>
          </>
        }
      >
        <MenuItem onChoose={openFiles}>Open files…</MenuItem>
        <MenuItem onChoose={() => folder.current?.click()}>Open a folder…</MenuItem>
        <MenuItem onChoose={() => open(freeName(''), '')}>New template</MenuItem>
        {closed.value && <MenuItem onChoose={reopen}>Open {closed.value.path} again</MenuItem>}
        {aside.value && <MenuItem onChoose={bringBack}>What was open before the link</MenuItem>}
        <hr />
        <MenuGroup title="Examples">
          {examples.map((example) => (
            <MenuItem
              key={example.path}
              hint={example.title}
              onChoose={async () => open(example.path, await example.text())}
            >
              {example.path}
            </MenuItem>
          ))}
        </MenuGroup>
        <ActiveFileItems />
      </Menu>
      <input
        ref={some}
        type="file"
        multiple
        hidden
        aria-label="Open files"
        onChange={({ currentTarget }) => given(currentTarget, false)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Open a folder"
        {...{ webkitdirectory: true }}
        onChange={({ currentTarget }) => given(currentTarget, true)}
      />
    </>
  );
}

function ActiveFileItems() {
  const active = activeFile.value;
  if (!active) return null;
  return (
    <>
      <hr />
      <MenuItem
        onChoose={() => {
          renaming.value = active.path;
        }}
      >
        Rename {active.path}…
      </MenuItem>
      <MenuItem onChoose={() => closeFile(active.path)}>Close {active.path}</MenuItem>
      {files.value.length > 1 && (
        <MenuItem
          onChoose={() => {
            for (const { path } of files.value) closeFile(path);
          }}
        >
          Close all files
        </MenuItem>
      )}
    </>
  );
}
