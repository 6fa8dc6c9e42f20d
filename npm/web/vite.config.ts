/** Builds the page into `dist`, for any static host and under any path: all addresses in it are relative. */
import { defineConfig } from 'vite';
import { offline } from './build/offline.ts';
import { policy } from './build/policy.ts';
import { rulePages } from './build/rule-pages.ts';

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [rulePages(), policy(), offline()],
});
