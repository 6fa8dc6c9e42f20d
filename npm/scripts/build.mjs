/**
 * Builds the package into dist: the scripts for `import` and for `require`, the command, the declarations, the pages of the
 * rules, completions and the manual page, and the wasm file, byte for byte as `cargo xtask build` left it. Compiles no Rust.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { execPath, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const npm = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(npm);
const built = join(repository, 'target', 'tablewarden');
const wasm = join(built, 'tablewarden.wasm');
const glueScript = join(built, 'bindgen', 'tablewarden.js');
const dist = join(npm, 'dist');
const { version } = JSON.parse(readFileSync(join(npm, 'package.json'), 'utf8'));

for (const file of [wasm, glueScript]) {
  if (!existsSync(file)) {
    stderr.write(`${file} is missing: make it with \`cargo xtask build\`\n`);
    exit(2);
  }
}

/** Another file of the package in a declaration, without its ending. */
const RELATIVE = /((?:from |import\()'\.\.?\/[^']+)\.js'/g;

const sha256 = createHash('sha256').update(readFileSync(wasm)).digest('hex');

/** What can be imported, by the name that it has in dist: each for `import` and for `require`. */
const entries = {
  index: { script: 'src/index.ts', platform: 'node' },
  web: { script: 'src/web/index.ts', platform: 'browser' },
  cdk: { script: 'src/cdk/index.ts', platform: 'node' },
  lambda: { script: 'src/lambda/index.ts', platform: 'node' },
};

/** The glue keeps its instance in variables of its module; as the body of a function there is one set per instance. */
const glue = {
  name: 'glue',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tablewarden:glue$/ }, () => ({ path: glueScript, namespace: 'glue' }));
    onLoad({ filter: /.*/, namespace: 'glue' }, async ({ path }) => {
      const { outputFiles } = await build({
        stdin: { contents: `export { answer, initSync } from ${JSON.stringify(path)}`, resolveDir: npm },
        bundle: true,
        write: false,
        format: 'iife',
        globalName: 'glue',
        logOverride: { 'empty-import-meta': 'silent' },
      });
      const [{ text }] = outputFiles;
      return {
        contents: `export default function instantiate(module) {\n${text}\nglue.initSync({ module });\nreturn glue.answer;\n}\n`,
      };
    });
  },
};

const shared = {
  absWorkingDir: npm,
  bundle: true,
  target: ['node20', 'es2022'],
  legalComments: 'none',
  plugins: [glue],
  define: { COMMAND_VERSION: JSON.stringify(version), ENGINE_SHA256: JSON.stringify(sha256) },
  // What asks for its address says what it does where a script has none.
  logOverride: { 'empty-import-meta': 'silent' },
};
const command = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  minify: true,
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const scripts = Object.entries(entries).flatMap(([name, { script, platform }]) => [
  build({ ...shared, platform, entryPoints: [script], format: 'esm', outfile: `dist/${name}.js` }),
  build({ ...shared, platform, entryPoints: [script], format: 'cjs', outfile: `dist/${name}.cjs` }),
]);
await Promise.all([
  ...scripts,
  build({ ...command, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs' }),
  build({ ...command, entryPoints: ['src/cli/worker.ts'], outfile: 'dist/worker.cjs' }),
]);
copyFileSync(wasm, join(dist, 'tablewarden.wasm'));
// Where npm and those who look at licences expect it.
copyFileSync(join(repository, 'LICENSE'), join(npm, 'LICENSE'));
const shipped = { rules: 'pages', completions: 'completions', man: 'man' };
for (const [from, to] of Object.entries(shipped)) {
  const filter = (path) => !path.endsWith('README.md');
  cpSync(join(repository, 'docs', from), join(dist, to), { recursive: true, filter });
}

// Declarations of what the entries name, and of what those name: for `import` as they are written, for `require` with the other
// ending.
const declared = join(repository, 'target', 'tablewarden', 'types');
rmSync(declared, { recursive: true, force: true });
execFileSync(execPath, [join(npm, 'node_modules', 'typescript', 'bin', 'tsc')], { cwd: npm, stdio: 'inherit' });
const written = new Set();
const file = { script: 'src/engine/file.ts' };
for (const { script } of [...Object.values(entries), file]) declare(script.replace(/^src\/(.*)\.ts$/, '$1'));

function declare(name) {
  if (written.has(name)) return;
  written.add(name);
  const text = readFileSync(join(declared, `${name}.d.ts`), 'utf8');
  const target = join(dist, 'types', name);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.d.ts`, text);
  writeFileSync(`${target}.d.cts`, text.replace(RELATIVE, "$1.cjs'"));
  for (const [, path] of text.matchAll(RELATIVE)) declare(posix.join(posix.dirname(name), path.split("'")[1]));
}
