/** The few icons of the page, drawn on 16 by 16. They say nothing to who listens: the words beside them do. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  );
}

export const OpenIcon = () => (
  <Icon>
    <path d="M1.75 12.5V3.75a1 1 0 0 1 1-1h3l1.5 1.75h5a1 1 0 0 1 1 1V7M1.75 12.5l1.6-4.6a1 1 0 0 1 .95-.65h9.2a.9.9 0 0 1 .85 1.2l-1.3 3.6a1 1 0 0 1-.95.7H2a.25.25 0 0 1-.25-.25Z" />
  </Icon>
);

export const ExportIcon = () => (
  <Icon>
    <path d="M8 2v8M5 7.25 8 10.25l3-3M2.5 13.5h11" />
  </Icon>
);

export const LinkIcon = () => (
  <Icon>
    <path d="M6.75 9.25a2.75 2.75 0 0 0 4 .1l2-2a2.75 2.75 0 0 0-3.9-3.9l-.85.85M9.25 6.75a2.75 2.75 0 0 0-4-.1l-2 2a2.75 2.75 0 0 0 3.9 3.9l.85-.85" />
  </Icon>
);

export const ThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5Z" fill="currentColor" stroke="none" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M6.4 6.4a1.65 1.65 0 1 1 2.35 1.5c-.5.25-.75.6-.75 1.1M8 11.1v.05" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m4.5 4.5 7 7M11.5 4.5l-7 7" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M9.75 3.75 5.5 8l4.25 4.25" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
);
