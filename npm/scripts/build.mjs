/**
 * Builds the package into dist: the scripts for `import` and for `require`, the command, the declarations, the pages of the
 * rules, and the wasm file, byte for byte as `cargo xtask build` left it. Compiles no Rust.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

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

const sha256 = createHash('sha256').update(readFileSync(wasm)).digest('hex');

/** The glue keeps its instance in variables of its module; as the body of a function there is one set per instance. */
const glue = {
  name: 'glue',
  setup(build) {
    build.onResolve({ filter: /^tablewarden:glue$/ }, () => ({ path: glueScript, namespace: 'glue' }));
    build.onLoad({ filter: /.*/, namespace: 'glue' }, async ({ path }) => {
      const script = readFileSync(path, 'utf8');
      const { code } = await transform(script, {
        format: 'iife',
        globalName: 'glue',
        define: { 'import.meta.url': '""' },
      });
      return {
        contents: `export default function instantiate(module) {\n${code}\nglue.initSync({ module });\nreturn glue.answer;\n}\n`,
      };
    });
  },
};

const shared = {
  absWorkingDir: npm,
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  plugins: [glue],
};
const required = {
  format: 'cjs',
  define: { 'import.meta.url': 'scriptUrl' },
  banner: { js: "const scriptUrl = require('node:url').pathToFileURL(__filename).href;" },
};
const command = {
  ...shared,
  ...required,
  minify: true,
  define: { ...required.define, COMMAND_VERSION: JSON.stringify(version), ENGINE_SHA256: JSON.stringify(sha256) },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await Promise.all([
  build({ ...shared, entryPoints: ['src/index.ts'], format: 'esm', outfile: 'dist/index.js' }),
  build({ ...shared, ...required, entryPoints: ['src/index.ts'], outfile: 'dist/index.cjs' }),
  build({ ...shared, entryPoints: ['src/lambda/index.ts'], format: 'esm', outfile: 'dist/lambda.js' }),
  build({ ...shared, ...required, entryPoints: ['src/lambda/index.ts'], outfile: 'dist/lambda.cjs' }),
  build({ ...command, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs' }),
  build({ ...command, entryPoints: ['src/cli/worker.ts'], outfile: 'dist/worker.cjs' }),
]);
copyFileSync(wasm, join(dist, 'tablewarden.wasm'));
copyFileSync(join(repository, 'LICENSE'), join(dist, 'LICENSE'));
const pages = join(repository, 'docs', 'rules');
cpSync(pages, join(dist, 'pages'), { recursive: true, filter: (path) => !path.endsWith('README.md') });

// Declarations: for `import` as they are written, for `require` with the other ending.
execFileSync(execPath, [join(npm, 'node_modules', 'typescript', 'bin', 'tsc')], { cwd: npm, stdio: 'inherit' });
const declarations = join(dist, 'types');
for (const name of ['index', 'calls', 'engine', 'error', 'wire']) {
  const text = readFileSync(join(declarations, `${name}.d.ts`), 'utf8');
  writeFileSync(join(dist, `${name}.d.ts`), text);
  writeFileSync(join(dist, `${name}.d.cts`), text.replace(/(from '\.\/[^']+)\.js'/g, "$1.cjs'"));
}
rmSync(declarations, { recursive: true });
