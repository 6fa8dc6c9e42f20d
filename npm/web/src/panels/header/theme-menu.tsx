/** The menu of the theme: as the system, light or dark. */
import { ThemeIcon } from '../../design/icons.tsx';
import { Menu, MenuItem } from '../../design/menu.tsx';
import { type Theme, theme } from '../view.ts';

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'Same as the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function ThemeMenu() {
  return (
    <Menu label="Theme" face={<ThemeIcon />} iconOnly>
      {THEMES.map(([id, title]) => (
        <MenuItem
          key={id}
          chosen={theme.value === id}
          onChoose={() => {
            theme.value = id;
          }}
        >
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
