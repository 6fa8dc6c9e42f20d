/** The keys that undo a change of the text, as people read them. */
export const UNDO = /Mac|iP/.test(navigator.platform) ? '⌘Z' : 'Ctrl+Z';
