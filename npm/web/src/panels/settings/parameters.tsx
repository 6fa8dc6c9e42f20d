/** The parameters of the template in the editor, as a form. What is left empty has its default, or is not known. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { type Parameter, parameters } from '../../workspace/commands.ts';
import { activeFile, activePath } from '../../workspace/files.ts';
import { isTemplate, options, set } from '../../workspace/options.ts';

export function Parameters() {
  const all = useSignal<readonly Parameter[] | undefined>([]);
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
  readonly parameter: Parameter;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Field({ parameter, value, onChange }: FieldProps) {
  const { name, type, description, allowedValues, noEcho } = parameter;
  const id = `parameter-${name}`;
  const standard = parameter.default ?? undefined;
  const unset = standard === undefined ? 'Not known' : `Default: ${standard === '' ? '(empty)' : standard}`;
  const described = description ? `${id}-description` : undefined;
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
        <Text isSecret={noEcho === true} {...{ id, described, unset, value, onChange }} />
      )}
      {description && (
        <p id={described} class="hint">
          {description}
        </p>
      )}
    </div>
  );
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
