/** A unified diff: what goes, what comes, and the lines around it. Its signs say what its colors say. */
const KINDS: Record<string, 'ins' | 'del' | 'span'> = { '+': 'ins', '-': 'del' };

export function Difference({ text, label }: { readonly text: string; readonly label: string }) {
  const lines = text.split('\n');
  // What stands before the first hunk are the names of the files.
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get there
    <section class="difference" aria-label={label} tabIndex={0}>
      <pre>
        {lines.slice(Math.max(first, 0)).map((line, at) => {
          if (line.startsWith('@@')) return at === 0 ? null : <hr key={at} />;
          const Kind = KINDS[line.charAt(0)] ?? 'span';
          return <Kind key={at}>{`${line}\n`}</Kind>;
        })}
      </pre>
    </section>
  );
}
