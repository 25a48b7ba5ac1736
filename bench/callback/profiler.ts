import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Loaded in front of a server: the first SIGUSR2 begins a CPU profile, the second writes it to PROFILE_FILE. */
const session = new Session();
let last: Promise<void> = Promise.resolve();
let signals = 0;

process.on('SIGUSR2', () => {
  signals += 1;
  last = last.then(signals % 2 === 1 ? begin : finish);
});

async function begin(): Promise<void> {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
}

async function finish(): Promise<void> {
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(process.env['PROFILE_FILE'] ?? 'profile.cpuprofile', JSON.stringify(profile));
  session.disconnect();
}
