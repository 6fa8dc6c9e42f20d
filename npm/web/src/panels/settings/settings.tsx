/** What a check goes by: the template's parameters, where the stack is deployed, the profile, and the rules. */
import { options, set, UNSET } from '../../workspace/options.ts';
import { Parameters } from './parameters.tsx';
import { Rules } from './rules.tsx';

const PROFILES = [
  ['', 'Recommended', 'What nearly everybody wants.'],
  ['minimal', 'Minimal', "Only what can't work."],
  ['strict', 'Strict', 'Everything.'],
] as const;

export function Settings() {
  const { profile, region, account, advice } = options.value;
  return (
    <div class="settings">
      <Parameters />
      <section aria-labelledby="stack-title">
        <h2 id="stack-title">Stack</h2>
        <p class="hint">Where the stack is deployed. Leave a field empty if it can be anywhere.</p>
        <div class="pair">
          <Text label="Region" value={region} placeholder="eu-west-1" onChange={(value) => set({ region: value })} />
          <Text
            label="Account"
            value={account}
            placeholder="123456789012"
            isNumber
            onChange={(value) => set({ account: value })}
          />
        </div>
      </section>
      <section>
        <fieldset>
          <legend>
            <h2>Profile</h2>
          </legend>
          {PROFILES.map(([id, title, hint]) => (
            <label key={id} class="option">
              <input type="radio" name="profile" checked={profile === id} onChange={() => set({ profile: id })} />
              <span>
                {title} <span class="hint">{hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label class="option">
          <input
            type="checkbox"
            checked={advice}
            onChange={({ currentTarget }) => set({ advice: currentTarget.checked })}
          />
          <span>
            Advice <span class="hint">Add what matters for tables and no template can show.</span>
          </span>
        </label>
      </section>
      <Rules />
      <section>
        <button
          type="button"
          class="press"
          disabled={options.value === UNSET}
          onClick={() => {
            options.value = UNSET;
          }}
        >
          Reset all settings
        </button>
      </section>
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isNumber?: boolean;
  readonly onChange: (value: string) => void;
}

function Text({ label, value, placeholder, isNumber = false, onChange }: TextProps) {
  const id = `setting-${label.toLowerCase()}`;
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="field"
        autocomplete="off"
        spellcheck={false}
        inputMode={isNumber ? 'numeric' : 'text'}
        placeholder={placeholder}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value.trim())}
      />
    </div>
  );
}
