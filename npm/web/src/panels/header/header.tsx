/** The top of the page: its name, what it does, and what can be done with everything that is open. */
import { FileMenu } from '../files/file-menu.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Help } from './help.tsx';
import { Share } from './share.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export function Header() {
  return (
    <header class="header">
      <h1 class="name">tablewarden</h1>
      <p class="claim">Checks DynamoDB tables in CloudFormation templates. Nothing leaves your browser.</p>
      <FileMenu />
      <Share />
      <ExportMenu />
      <ThemeMenu />
      <Help />
    </header>
  );
}
