/** What of the page is seen: which panel, which rule's page, one view or two, and the theme. Knows nothing of files. */
import { effect, type Signal, signal } from '@preact/signals';
import type { Finding } from 'tablewarden/web';

/** The views of the page. `text` is one of them only where the page is narrow. */
export type View = 'text' | 'findings' | 'picture' | 'compare' | 'settings';

export const view = signal<View>('findings');

/** The share of the page that the panels have beside the text, in hundredths; a picture needs more of it. */
const shares = { picture: signal(56), others: signal(42) };

/** The share of what is seen now. */
export const share = (): Signal<number> => (view.value === 'picture' ? shares.picture : shares.others);

/** The rule whose page is shown in place of the findings, and the view from which it was opened. */
export const openRule = signal<{ readonly rule: string; readonly from: View } | undefined>(undefined);

const narrow = matchMedia('(max-width: 899px)');

/** Whether one view is seen at a time. */
export const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', ({ matches }) => {
  isNarrow.value = matches;
  if (!matches && view.value === 'text') view.value = 'findings';
});

/** Shows the text, where it is not beside the panel anyhow. */
export function showText(): void {
  if (isNarrow.value) view.value = 'text';
}

/** Shows the page of a rule. */
export function explain(rule: string): void {
  openRule.value = { rule, from: openRule.value?.from ?? view.value };
  view.value = 'findings';
}

/** Closes the page of a rule: back to where it was opened, with the focus where it was. */
export function closeRule(): void {
  const { rule, from } = openRule.value ?? {};
  openRule.value = undefined;
  if (from) view.value = from;
  requestAnimationFrame(() => focusPanel(`[data-explains="${rule}"]`));
}

/** Puts the focus on something in the panel; where that is gone, on the panel. */
export function focusPanel(selector: string): void {
  const panel = document.getElementById('panel');
  (panel?.querySelector<HTMLElement>(selector) ?? panel)?.focus();
}

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'tablewarden.theme';
const kept = localStorage.getItem(KEY);
export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system');

effect(() => {
  const { dataset } = document.documentElement;
  if (theme.value === 'system') {
    delete dataset.theme;
    localStorage.removeItem(KEY);
  } else {
    dataset.theme = theme.value;
    localStorage.setItem(KEY, theme.value);
  }
});

const dark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

/** Whether the page is dark, by its own switch or the system's. */
export const isDark = (): boolean => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark');

/** The finding that somebody wants to waive. */
export const waiving = signal<Finding | undefined>(undefined);

/** The file whose fixes somebody wants to see and make. */
export const fixing = signal<string | undefined>(undefined);

/** The file that somebody wants to rename. */
export const renaming = signal<string | undefined>(undefined);
