/**
 * The worker of the page: loads the engine, and runs one command after the other; beside them the editor server, once somebody asks for it.
 * Decides nothing and keeps nothing.
 */
import { type CheckResponse, init, type Report, run } from 'tablewarden/web';
import type { Question, Saying, Served } from './client.ts';

const say = (saying: Saying) => postMessage(saying);

/** A text keeps the mark that it begins with. */
const TEXT = new TextDecoder('utf-8', { ignoreBOM: true });

const line = (error: unknown) => (error instanceof Error ? error.message : String(error));

const ready = init().then(
  () => say({ kind: 'ready' }),
  (error) => say({ kind: 'unloaded', message: line(error) }),
);

addEventListener('message', async ({ data }: MessageEvent<Question | Served>) => {
  await ready;
  if ('port' in data) return (await import('./serving.ts')).serveAt(data);
  const { id, words, files, most } = data;
  try {
    const ran = run(words, files);
    const written = Object.entries(ran.files).map(([path, bytes]) => [path, TEXT.decode(bytes)]);
    const result = { ...ran, files: Object.fromEntries(written) };
    if (most === undefined) return say({ kind: 'ran', id, run: result });
    const report = reported(ran.stdout, most);
    say({ kind: 'ran', id, run: { ...result, stdout: '' }, ...(report && { report }) });
  } catch (error) {
    say({ kind: 'stopped', id, message: line(error) });
  }
});

/** The report that was printed, with the first findings of each file; nothing where the command could not make one. */
function reported(stdout: string, most: number): Report | undefined {
  if (stdout === '') return undefined;
  const report: Report = JSON.parse(stdout);
  const shortened = ({ findings, waived, ...rest }: CheckResponse): CheckResponse => ({
    ...rest,
    findings: findings.slice(0, most),
    waived: waived.slice(0, most),
    statuses: [],
  });
  return { ...report, files: report.files.map(shortened) };
}
