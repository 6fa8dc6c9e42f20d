/** A thread that helps to answer calls: takes the compiled module once, then lists of calls, and gives its answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { open } from '../engine/instance.js';
import { type Tasks, work } from './answers.js';

const engine = open(() => workerData as WebAssembly.Module);

parentPort?.on('message', (tasks: Tasks) => parentPort?.postMessage(work(tasks, engine)));
