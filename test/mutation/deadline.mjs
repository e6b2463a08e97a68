import { workerData as begun } from 'node:worker_threads';

/** In seconds of this process on a processor, since others may keep it waiting: what no test takes, slowed as it is. */
const HANGS = 100;

let last = 0;
let since = 0;
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const now = (user + system) / 1e6;
  if (begun[0] !== last) [last, since] = [begun[0], now];
  else if (now - since > HANGS) process.kill(process.pid, 'SIGKILL');
}, 500);
