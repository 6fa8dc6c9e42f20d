/** The built-in rules, each with its switch; a search narrows them. A settings file that is open goes before the switches. */
import { signal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RuleEntry } from 'tablewarden/web';
import { WORDS } from '../../design/severities.ts';
import { rules } from '../../workspace/commands.ts';
import { openSettings, options, set } from '../../workspace/options.ts';
import { Mark } from '../findings/mark.tsx';
import { explain } from '../view.ts';

/** The built-in rules, once they are loaded. */
const all = signal<readonly RuleEntry[]>([]);

export function Rules() {
  const text = useSignal('');
  useEffect(() => {
    rules().then(
      (listed) => {
        all.value = listed;
      },
      () => {},
    );
  }, []);
  const shown = useComputed(() => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    return all.value.filter(({ id, name, title }) => {
      const whole = `${id} ${name} ${title}`.toLowerCase();
      return words.every((word) => whole.includes(word));
    });
  });
  const off = options.value.rulesOff;
  const settings = openSettings.value;
  return (
    <section aria-labelledby="rules-title">
      <div class="title-line">
        <h2 id="rules-title">Rules</h2>
        <span class="count">
          {off.length > 0 ? `${off.length} of ${all.value.length} off` : all.value.length || ''}
        </span>
        {off.length > 0 && (
          <button type="button" class="link" onClick={() => set({ rulesOff: [] })}>
            Turn all on
          </button>
        )}
      </div>
      {settings && (
        <p class="hint">{settings.path} is open and says which rules count. These switches are without effect.</p>
      )}
      <input
        class="field"
        type="search"
        placeholder="Search rules"
        aria-label="Search rules"
        value={text}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
        }}
      />
      <ul class="rules">
        {shown.value.map(({ id, title, severity, profile }) => (
          <li key={id}>
            <label class="option">
              <input
                type="checkbox"
                checked={!off.includes(id)}
                disabled={settings !== undefined}
                onChange={({ currentTarget }) =>
                  set({ rulesOff: currentTarget.checked ? off.filter((one) => one !== id) : [...off, id] })
                }
              />
              <span>
                <span class="rule-title">{title}</span>{' '}
                <span class="hint">
                  {id}
                  {profile !== 'recommended' && `, ${profile} profile`}
                </span>
              </span>
            </label>
            <span class="rule-severity" title={WORDS[severity]}>
              <Mark severity={severity} />
              <span class="heard">{WORDS[severity]}</span>
            </span>
            <button
              type="button"
              class="link"
              data-explains={id}
              aria-label={`Explain rule ${id}`}
              onClick={() => explain(id)}
            >
              Explain
            </button>
          </li>
        ))}
      </ul>
      {all.value.length > 0 && shown.value.length === 0 && <p class="hint">No rule matches.</p>}
    </section>
  );
}
