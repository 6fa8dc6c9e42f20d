/**
 * The calls of the wire: requests go out as frames, answers come back as the bytes they are. An answer that says that
 * the call failed is thrown. Adds nothing to a request and judges no answer.
 */
import { call } from '../engine/engine.js';
import { frame } from '../engine/frames.js';
import { TablewardenError } from '../error.js';
import type {
  CheckRequest,
  FactsRequest,
  FileBlob,
  Format,
  ParseRulesRequest,
  RenderResponse,
  Report,
  TestRulesRequest,
} from '../wire.js';

/** The version of every shape of the wire. */
const VERSION = 1;

/** A file: the name that reports show, and its bytes. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a host may say in a request besides what the frame needs. */
type Said<Request> = Omit<
  Request,
  | 'do'
  | 'version'
  | 'blobs'
  | 'file'
  | 'against'
  | 'rules'
  | 'tests'
  | 'inputParameters'
  | 'parameterFiles'
  | 'settings'
>;
export type CheckSaid = Said<CheckRequest>;
export type FactsSaid = Said<FactsRequest>;
/** Of the tests of rule files; what is said for a look over them is the same. */
export type RuleFilesSaid = Said<TestRulesRequest>;
/** Of the tree of a rule file; what is said for its canonical text is the same. */
export type RuleFileSaid = Said<ParseRulesRequest>;

/** The files that a template is checked with. */
export interface Companions {
  readonly rules: readonly SourceFile[];
  readonly inputParameters: readonly SourceFile[];
  readonly settings?: SourceFile | undefined;
  readonly parameterFiles: readonly SourceFile[];
}

/** The form of a rendered output. */
export interface Form {
  readonly format: Format;
  readonly color: boolean;
  readonly advice: boolean;
}

/** Checks one file; gives the answer as it came. Whether the call failed, whoever reads or renders it is told. */
export function askCheck(
  source: SourceFile,
  said: CheckSaid,
  companions: Companions,
  earlier?: SourceFile,
): Uint8Array {
  const blobs: Uint8Array[] = [];
  const [file] = added([source], blobs);
  const rules = added(companions.rules, blobs);
  const inputParameters = added(companions.inputParameters, blobs);
  const parameterFiles = added(companions.parameterFiles, blobs);
  const [against] = earlier ? added([earlier], blobs) : [];
  const settings = withSettings(companions.settings, blobs);
  const others = { ...(against && { against }), rules, inputParameters, parameterFiles, ...settings };
  return ask({ ...said, do: 'check', file, ...others }, blobs);
}

/** The facts of one file; gives the answer as it came. */
export function askFacts(
  source: SourceFile,
  said: FactsSaid,
  files: readonly SourceFile[],
  settings?: SourceFile,
): Uint8Array {
  const blobs: Uint8Array[] = [];
  const [file] = added([source], blobs);
  const parameterFiles = added(files, blobs);
  return ask({ ...said, do: 'facts', file, parameterFiles, ...withSettings(settings, blobs) }, blobs);
}

/** Runs the tests of rule files, or looks the files over; gives the answer as it came. */
export function askRuleFiles(
  what: 'testRules' | 'checkRules',
  ruleFiles: readonly SourceFile[],
  testFiles: readonly SourceFile[],
  said: RuleFilesSaid,
): Uint8Array {
  const blobs: Uint8Array[] = [];
  const rules = added(ruleFiles, blobs);
  const tests = added(testFiles, blobs);
  return ask({ ...said, do: what, rules, tests }, blobs);
}

/** The tree or the canonical text of one rule file; gives the answer as it came. */
export function askRuleFile(what: 'parseRules' | 'formatRules', source: SourceFile, said: RuleFileSaid): Uint8Array {
  return ask({ ...said, do: what, file: { name: source.name, blob: 0 } }, [source.bytes]);
}

/** The rules that are built in; gives the answer as it came. */
export function askRules(): Uint8Array {
  return ask({ do: 'rules' });
}

/** Renders the answers of several checks. Throws a `TablewardenError` where one of them says that its call failed. */
export function askRender(answers: readonly Uint8Array[], form: Form): RenderResponse {
  return rendered<RenderResponse>(answers, form);
}

/** The same as data. */
export function askReport(answers: readonly Uint8Array[], advice: boolean): Report {
  return rendered<Report>(answers, { format: 'json', color: false, advice, bare: true });
}

function rendered<T>(answers: readonly Uint8Array[], form: Form & { bare?: boolean }): T {
  const answer = ask({ ...form, do: 'render', responses: [...answers.keys()] }, answers);
  try {
    return parse<T>(answer);
  } catch (error) {
    // Such an answer is refused without its reason; to look for one in each before would be to read all of them twice.
    for (const answer of answers) parse(answer);
    throw error;
  }
}

/** Reads an answer. Throws a `TablewardenError` where it is none, or says that the call failed. */
export function parse<T>(answer: Uint8Array): T {
  const said = parsed<T & { error?: string }>(answer);
  if (said.error !== undefined) throw new TablewardenError(said.error);
  return said;
}

function parsed<T>(answer: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer)) as T;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TablewardenError(
      `internal error: the engine's answer cannot be read: ${why}; please report it with the template`,
      { cause: error },
    );
  }
}

/** Adds the bytes of files to the blobs; gives the files as a request names them. */
function added(files: readonly SourceFile[], blobs: Uint8Array[]): FileBlob[] {
  return files.map(({ name, bytes }) => ({ name, blob: blobs.push(bytes) - 1 }));
}

/** The settings file as a request names it, where there is one. */
function withSettings(file: SourceFile | undefined, blobs: Uint8Array[]): { settings?: FileBlob } {
  return file ? { settings: { name: file.name, blob: blobs.push(file.bytes) - 1 } } : {};
}

/** Asks. A request without a list of blobs takes none. */
function ask(request: object, blobs?: readonly Uint8Array[]): Uint8Array {
  const lengths = blobs && { blobs: blobs.map((blob) => blob.length) };
  return call(frame({ ...request, version: VERSION, ...lengths }, blobs ?? []));
}
