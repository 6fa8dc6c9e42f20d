/**
 * What a file is called in reports: a path becomes `/`-separated and relative to the root, or absolute outside it. Works
 * on the text of paths alone and asks no file system.
 */
import { relative, resolve, sep } from 'node:path';

/** The absolute form of `path`, seen from `workingDir`, without `.` and `..`. */
export function absolute(path: string, workingDir: string): string {
  return resolve(workingDir, path);
}

/** The name of the file at `path` (absolute) seen from `root` (absolute). */
export function reportName(path: string, root: string): string {
  if (path === root) return '.';
  const inside = path.startsWith(root.endsWith(sep) ? root : root + sep);
  const name = inside ? relative(root, path) : path;
  return sep === '/' ? name : name.replaceAll(sep, '/');
}
