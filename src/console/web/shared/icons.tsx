import type { ReactNode } from 'react';

function icon(path: ReactNode): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.4em"
      height="1.4em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {path}
    </svg>
  );
}

/** Line drawings of our own; decorative, so the button around one needs an aria-label. */
export const icons = {
  back: icon(<path d="M15 5l-7 7 7 7" />),
  close: icon(<path d="M6 6l12 12M18 6L6 18" />),
  more: icon(<path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="2.6" />),
  search: icon(<path d="M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4" />),
  tools: icon(<path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5" />),
  down: icon(<path d="M6 9l6 6 6-6" />),
  next: icon(<path d="M9 6l6 6-6 6" />),
  file: icon(<path d="M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5" />),
  attach: icon(<path d="M12 5v14M5 12h14" />),
  voice: icon(<path d="M6 10v4M10 7v10M14 9v6M18 6v12" />),
  switch: icon(<path d="M4 9h14l-4-4M20 15H6l4 4" />),
} as const;
