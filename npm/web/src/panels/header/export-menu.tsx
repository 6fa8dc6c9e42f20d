/** The menu Export: reports in the formats of the command line, and the pictures. Runs the command with that format. */
import { ExportIcon } from '../../design/icons.tsx';
import { Menu, MenuItem } from '../../design/menu.tsx';
import type { Run } from '../../engine/client.ts';
import { message } from '../../workspace/begin.ts';
import { exported, pictures } from '../../workspace/commands.ts';
import { files } from '../../workspace/files.ts';
import { isTemplate } from '../../workspace/options.ts';
import { save } from './save.ts';

interface Kind {
  readonly format: string;
  readonly title: string;
  readonly hint: string;
  readonly name: string;
  readonly type: string;
}

const KINDS: readonly Kind[] = [
  {
    format: 'sarif',
    title: 'SARIF',
    hint: 'For code scanning',
    name: 'tablewarden.sarif',
    type: 'application/sarif+json',
  },
  { format: 'json', title: 'JSON', hint: 'The whole report', name: 'tablewarden.json', type: 'application/json' },
  {
    format: 'markdown',
    title: 'Markdown',
    hint: 'For an issue or a review',
    name: 'tablewarden.md',
    type: 'text/markdown',
  },
];

export function ExportMenu() {
  return (
    <Menu
      label="Export"
      face={
        <>
          <ExportIcon />
          <span class="wide-only">Export</span>
        </>
      }
    >
      {KINDS.map(({ format, title, hint, name, type }) => (
        <MenuItem key={format} hint={hint} onChoose={() => told(async () => kept(await exported(format), name, type))}>
          {title}
        </MenuItem>
      ))}
      <hr />
      <MenuItem hint="Of every table, one file for each template" onChoose={() => told(savePictures)}>
        Pictures (SVG)
      </MenuItem>
    </Menu>
  );
}

async function savePictures(): Promise<void> {
  const templates = files.value.filter(({ path }) => isTemplate(path));
  if (templates.length === 0) message.value = 'No template is open.';
  for (const { path } of templates) {
    kept(await pictures(path), `${path.replaceAll('/', '-').replace(/\.[^.]*$/, '')}.svg`, 'image/svg+xml');
  }
}

/** Saves what was printed; where nothing was, the reason is told. */
function kept({ stdout, stderr }: Run, name: string, type: string): void {
  if (stdout.trim() === '') message.value = stderr.trim() || 'There is nothing to export.';
  else save(name, stdout, type);
}

async function told(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    message.value = `The export failed: ${(error as Error).message}`;
  }
}
