/**
 * Processor time of this process so far, in milliseconds. What a pattern or a crowd costs is measured by it: by the clock on the
 * wall, whatever else the machine does at that moment would count.
 */
export function busyMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
