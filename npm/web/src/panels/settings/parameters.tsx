/** The parameters of the template in the editor, as a form. What is left empty has its default, or is not known. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { TemplateParameter } from 'tablewarden/web';
import { parameters } from '../../workspace/commands.ts';
import { activeFile, activePath } from '../../workspace/files.ts';
import { isTemplate, options, set } from '../../workspace/options.ts';

export function Parameters() {
  const all = useSignal<readonly TemplateParameter[] | undefined>([]);
  useSignalEffect(() => {
    const path = activePath.value;
    void activeFile.value?.text;
    if (path === '' || !isTemplate(path)) return;
    let isWanted = true;
    // A person who types needs no form at each letter.
    const timer = setTimeout(async () => {
      const found = await parameters(path).catch(() => undefined);
      if (isWanted) all.value = found;
    }, 200);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  });
  const given = options.value.parameters;
  const change = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = given;
    set({ parameters: value === undefined ? others : { ...others, [name]: value } });
  };
  return (
    <section aria-labelledby="parameters-title">
      <div class="title-line">
        <h2 id="parameters-title">Parameters</h2>
        {Object.keys(given).length > 0 && (
          <button type="button" class="link" onClick={() => set({ parameters: {} })}>
            Clear
          </button>
        )}
      </div>
      {!all.value?.length ? (
        <p class="hint">
          {activePath.value || 'The template'}{' '}
          {all.value ? 'has no parameters.' : 'has no parameters that can be read.'}
        </p>
      ) : (
        <div class="parameters">
          {all.value.map((parameter) => (
            <Field
              key={parameter.name}
              parameter={parameter}
              value={given[parameter.name]}
              onChange={(value) => change(parameter.name, value)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface FieldProps {
  readonly parameter: TemplateParameter;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Field({ parameter, value, onChange }: FieldProps) {
  const { name, type, description, allowedValues, noEcho } = parameter;
  const id = `parameter-${name}`;
  const hint = [description, constraints(parameter)].filter(Boolean).join(' ');
  const described = hint ? `${id}-hint` : undefined;
  const unset = unsetText(parameter);
  return (
    <div class="labelled">
      <label for={id}>
        {name} <span class="hint">{type}</span>
      </label>
      {allowedValues && allowedValues.length > 0 ? (
        <select
          id={id}
          class="field"
          aria-describedby={described}
          value={value ?? ''}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.selectedIndex === 0 ? undefined : currentTarget.value)
          }
        >
          <option value="">{unset}</option>
          {allowedValues.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <Text isSecret={noEcho} {...{ id, described, unset, value, onChange }} />
      )}
      {hint && (
        <p id={described} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What a field without a value says: which one counts. */
function unsetText({ required, default: standard }: TemplateParameter): string {
  if (required) return 'Not known';
  if (standard === undefined || standard === null) return 'Default: hidden';
  return `Default: ${standard === '' ? '(empty)' : standard}`;
}

/** What a value has to be, as the template says it. */
function constraints({ allowedPattern, minLength, maxLength, minValue, maxValue }: TemplateParameter): string {
  const range = (least: string | null | undefined, most: string | null | undefined, unit: string) => {
    if (least && most) return `${least} to ${most}${unit}.`;
    if (least) return `At least ${least}${unit}.`;
    return most ? `At most ${most}${unit}.` : '';
  };
  const pattern = allowedPattern ? `Matches ${allowedPattern}.` : '';
  return [range(minLength, maxLength, ' characters'), range(minValue, maxValue, ''), pattern].filter(Boolean).join(' ');
}

interface TextProps {
  readonly id: string;
  readonly isSecret: boolean;
  readonly described: string | undefined;
  readonly unset: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Text({ id, isSecret, described, unset, value, onChange }: TextProps) {
  const attributes = {
    id,
    class: 'field',
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': described,
    placeholder: unset,
    value: value ?? '',
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      onChange(currentTarget.value === '' ? undefined : currentTarget.value),
  };
  return isSecret ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />;
}
