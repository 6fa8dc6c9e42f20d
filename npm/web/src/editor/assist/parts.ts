/** What the editor has of the editor server: help, completion, definitions. Is loaded when somebody comes to the text. */
import type { Extension } from '@codemirror/state';
import { type Assistant, assistant } from './assistant.ts';
import { completion } from './complete.ts';
import { definition } from './define.ts';
import { help } from './hover.ts';
import { look } from './look.ts';

export const assisted = (by: Assistant): Extension => [assistant.of(by), help, completion, definition, look];
