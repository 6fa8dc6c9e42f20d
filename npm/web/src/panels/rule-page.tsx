/** The page of one rule, fetched when it is opened: why, a bad and a good template, what to do. From here the rule is switched off. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { BackIcon } from '../design/icons.tsx';
import { openSettings, options, set } from '../workspace/options.ts';
import { rulePage } from '../workspace/rule-page.ts';
import { closeRule, type View } from './view.ts';

/** What the way back is called. */
const NAMES: Record<View, string> = {
  text: 'Template',
  findings: 'Findings',
  picture: 'Picture',
  compare: 'Compare',
  settings: 'Settings',
};

export function RulePage({ rule, from }: { rule: string; from: View }) {
  const page = useSignal<DocumentFragment | 'loading' | 'missing'>('loading');
  const back = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    page.value = 'loading';
    rulePage(rule)
      .then((text) => {
        if (isWanted) page.value = fragmentOf(text);
      })
      .catch(() => {
        if (isWanted) page.value = 'missing';
      });
    back.current?.focus();
    return () => {
      isWanted = false;
    };
  }, [rule]);
  useSignalEffect(() => {
    const shown = page.value;
    place.current?.replaceChildren(...(typeof shown === 'string' ? [] : [shown]));
  });
  const isOff = options.value.rulesOff.includes(rule);
  const rest = options.value.rulesOff.filter((one) => one !== rule);
  return (
    <article class="rule-page" aria-label={`Rule ${rule}`}>
      <div class="rule-bar">
        <button ref={back} type="button" class="bare" onClick={closeRule}>
          <BackIcon />
          {NAMES[from]}
        </button>
        {openSettings.value ? (
          <span class="hint">Rules are set in {openSettings.value.path}.</span>
        ) : (
          <button type="button" class="press" onClick={() => set({ rulesOff: isOff ? rest : [...rest, rule] })}>
            {isOff ? 'Turn this rule on' : 'Turn this rule off'}
          </button>
        )}
      </div>
      {page.value === 'loading' && <p class="empty-line">Loading…</p>}
      {page.value === 'missing' && (
        <p class="empty-line">
          There is no page for {rule}. Only built-in rules have one; without a network it must have been opened before.
        </p>
      )}
      <div ref={place} class="reading" />
    </article>
  );
}

/** The page as elements. It comes from this site and was made when it was built. */
function fragmentOf(text: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = text;
  return template.content;
}
