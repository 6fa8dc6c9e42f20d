/**
 * Builds the package into dist: the scripts for `import` and for `require`, the command, the declarations, the pages of the
 * rules, and the wasm file, byte for byte as `cargo xtask build` left it. Compiles no Rust.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  loader: { '.txt': 'text' },
  plugins: [glue],
  define: { VERSION: JSON.stringify(version) },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await Promise.all([
  build({ ...shared, entryPoints: ['src/index.ts'], format: 'esm', outfile: 'dist/index.js' }),
  build({ ...shared, entryPoints: ['src/cli/main.ts'], format: 'esm', outfile: 'dist/cli.js', minify: true }),
  build({
    ...shared,
    entryPoints: ['src/index.ts'],
    format: 'cjs',
    outfile: 'dist/index.cjs',
    define: { ...shared.define, 'import.meta.url': 'scriptUrl' },
    banner: { js: "const scriptUrl = require('node:url').pathToFileURL(__filename).href;" },
  }),
]);
copyFileSync(wasm, join(dist, 'tablewarden.wasm'));
copyFileSync(join(repository, 'LICENSE'), join(dist, 'LICENSE'));
const pages = join(repository, 'docs', 'rules');
const names = readdirSync(pages).filter((name) => name !== 'README.md');
const texts = names.sort().map((name) => readFileSync(join(pages, name), 'utf8'));
writeFileSync(join(dist, 'pages.json'), JSON.stringify(texts));

// Declarations: for `import` as they are written, for `require` with the other ending.
execFileSync(execPath, [join(npm, 'node_modules', 'typescript', 'bin', 'tsc')], { cwd: npm, stdio: 'inherit' });
const declarations = join(dist, 'types');
for (const name of ['index', 'calls', 'engine', 'error', 'wire']) {
  const text = readFileSync(join(declarations, `${name}.d.ts`), 'utf8');
  writeFileSync(join(dist, `${name}.d.ts`), text);
  writeFileSync(join(dist, `${name}.d.cts`), text.replace(/(from '\.\/[^']+)\.js'/g, "$1.cjs'"));
}
rmSync(declarations, { recursive: true });
