/** The picture of the table at the cursor, or of all tables: its parts lead to their lines. */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { picture, pictures } from '../../workspace/commands.ts';
import { activeFile, activePath, cursor, jumpTo } from '../../workspace/files.ts';
import { isTemplate, options } from '../../workspace/options.ts';
import { report } from '../../workspace/results.ts';
import { save } from '../header/save.ts';
import { isDark, showText } from '../view.ts';
import { type Drawing, follow, lineOf, parsed } from './shown.ts';

export function Picture() {
  const drawn = useSignal<string | undefined>(undefined);
  const isAsking = useSignal(true);
  const all = useSignal(false);
  // Reduced to the width of a phone nobody could read it.
  const isActual = useSignal(isPhone());
  useDrawing(drawn, isAsking, all);
  const has = drawn.value !== undefined;
  return (
    <div class="picture">
      <div class="picture-bar" role="toolbar" aria-label="Picture">
        <Choice name="Tables" on={all} off="At the cursor" label="All tables" />
        <Choice name="Size" on={isActual} off="Fit" label="Actual size" />
        <span class="spring" />
        <button
          type="button"
          class="bare"
          disabled={!has}
          onClick={() => drawn.value && save(nameOf(activePath.value), drawn.value, 'image/svg+xml')}
        >
          Save SVG
        </button>
      </div>
      {has && <Shown text={drawn.value ?? ''} isActual={isActual} />}
      {!has && (
        <div class="empty">
          {isAsking.value ? (
            <p>Drawing…</p>
          ) : (
            <>
              <h2>No table to draw</h2>
              <p>
                Here is the picture of the DynamoDB table at the cursor: keys, indexes, scaling, streams and alarms.
              </p>
            </>
          )}
        </div>
      )}
    </div>
  );
}

const isPhone = () => innerWidth < 600;

/** Draws at each change of the template or the place in it; only the newest state waits. */
function useDrawing(drawn: Signal<string | undefined>, isAsking: Signal<boolean>, all: Signal<boolean>): void {
  const state = useRef({ isBusy: false, isChanged: false });
  useSignalEffect(() => {
    void [activeFile.value, cursor.value, report.value, options.value, all.value];
    const now = state.current;
    now.isChanged = true;
    if (now.isBusy) return;
    now.isBusy = true;
    const draw = async () => {
      while (now.isChanged) {
        now.isChanged = false;
        const path = activePath.peek();
        const line = cursor.peek().path === path ? cursor.peek().line : 1;
        const asked = !isTemplate(path) || path === '' ? '' : all.peek() ? pictures(path) : picture(path, line);
        const made = await Promise.resolve(asked).catch(() => '');
        const text = typeof made === 'object' ? made.stdout : made;
        drawn.value = text?.trim() ? text : undefined;
      }
      now.isBusy = false;
      isAsking.value = false;
    };
    void draw();
  });
}

interface ChoiceProps {
  readonly name: string;
  readonly on: Signal<boolean>;
  readonly off: string;
  readonly label: string;
}

/** Two buttons of which one is pressed. */
function Choice({ name, on, off, label }: ChoiceProps) {
  const choose = (value: boolean) => () => {
    on.value = value;
  };
  return (
    <fieldset class="choice" aria-label={name}>
      <button type="button" class="bare" aria-pressed={!on.value} onClick={choose(false)}>
        {off}
      </button>
      <button type="button" class="bare" aria-pressed={on.value} onClick={choose(true)}>
        {label}
      </button>
    </fieldset>
  );
}

function Shown({ text, isActual }: { text: string; isActual: Signal<boolean> }) {
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(undefined);
  useEffect(() => {
    const shadow = place.current?.shadowRoot ?? place.current?.attachShadow({ mode: 'open' });
    const made = parsed(text);
    if (!shadow || !made) return;
    drawing.current = made;
    follow(made, isDark());
    shadow.adoptedStyleSheets = [made.sheet, own];
    shadow.replaceChildren(made.svg);
    mark(shadow);
  }, [text]);
  useSignalEffect(() => {
    const dark = isDark();
    if (drawing.current) follow(drawing.current, dark);
  });
  useSignalEffect(() => {
    void cursor.value;
    if (place.current?.shadowRoot) mark(place.current.shadowRoot);
  });
  return (
    // biome-ignore lint/a11y: the parts of the picture are links; this only takes over what they do
    <div
      ref={place}
      class={isActual.value ? 'drawing actual' : 'drawing'}
      onClick={(event) => {
        const line = lineOf(event);
        if (line === undefined) return;
        event.preventDefault();
        showText();
        jumpTo({ path: activePath.value, line, column: 1, endLine: line, endColumn: 1 });
      }}
    />
  );
}

/** What the page adds to the picture's own looks. */
const own = new CSSStyleSheet();
own.replaceSync(`
  :host { display: block; }
  svg { display: block; max-width: 100%; height: auto; margin-inline: auto; }
  :host(.actual) svg { max-width: none; }
  a { cursor: pointer; pointer-events: bounding-box; }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  a[aria-current] { outline: 1.5px solid var(--accent); outline-offset: 2px; }
`);

/** Marks the parts at the cursor's line. */
function mark(shadow: ShadowRoot): void {
  const { path, line } = cursor.peek();
  for (const part of shadow.querySelectorAll('a[data-line]')) {
    const first = part.closest('svg[data-lines]')?.getAttribute('data-lines')?.split('-')[0];
    // What has no line of its own leads to the table's: all of that together is no place.
    const isHere =
      path === activePath.peek() && first !== String(line) && part.getAttribute('data-line') === String(line);
    part.toggleAttribute('aria-current', isHere);
    if (isHere) part.setAttribute('aria-current', 'location');
  }
}

function nameOf(path: string): string {
  return `${path.replaceAll('/', '-').replace(/\.[^.]*$/, '')}.svg`;
}
