/**
 * The engine's answers to the calls of one wish. A single one is answered by the engine that drives the command. Worker threads
 * help with many; each thread takes the next call that nobody has taken. Looks into no answer.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { type Answered, answerTo } from '../command/answer.js';
import { type Answer, open } from '../engine/instance.js';
import { load, wasmPath } from '../node/wasm.js';
import type { EngineCall } from '../wire.js';
import type { Driver } from './driver.js';
import * as files from './files.js';

/** Calls, the blobs of their step, and how many of them are taken. */
export interface Tasks {
  readonly calls: readonly EngineCall[];
  readonly blobs: readonly Uint8Array[];
  readonly taken: Int32Array;
}

/** A run that was long already is worth the start of workers (docs/benchmarks.md). */
const LONG = 64;

let answered = 0;

/** Answers several calls: one that traps takes its instance with it, and the command must not be in that. */
const engine = open(load);
const workers: Worker[] = [];

/** One for each call, in their order. */
export async function answerAll(calls: EngineCall[], blobs: Uint8Array[], driver: Driver): Promise<Answered[]> {
  const spare = driver.spare(calls.length === 1);
  if (spare) return calls.map((call) => answerTo(call, blobs, spare, files));
  const tasks: Tasks = { calls, blobs, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const helpers = answered < LONG ? 0 : Math.min(availableParallelism() - 1, calls.length - 1);
  answered += calls.length;
  if (workers.length < helpers) {
    const { Worker } = await import('node:worker_threads');
    const script = join(dirname(wasmPath()), 'worker.cjs');
    while (workers.length < helpers) workers.push(new Worker(script, { workerData: load() }));
  }
  const helped = workers.slice(0, helpers).map((worker) => help(worker, tasks));
  const answers = work(tasks, engine);
  for (const theirs of await Promise.all(helped)) for (const [index, answer] of theirs) answers.set(index, answer);
  return calls.map((_, index) => answers.get(index) ?? 'internal error: a thread lost a call; please report it');
}

/** Takes one call after the other until none is left; gives the answers by the index of the call. */
export function work({ calls, blobs, taken }: Tasks, engine: Answer): Map<number, Answered> {
  const answers = new Map<number, Answered>();
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    const call = calls[index];
    if (!call) return answers;
    answers.set(index, answerTo(call, blobs, engine, files));
  }
}

/** What a worker answers. */
async function help(worker: Worker, tasks: Tasks): Promise<Map<number, Answered>> {
  const answer = once(worker, 'message');
  worker.postMessage(tasks);
  const [answers] = await answer;
  return answers;
}
