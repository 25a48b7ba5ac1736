/** How sure, in words: figures mean nothing to a reader. `percent`: 0–100. */
export function sureness(percent: number): string {
  if (percent >= 85) return '很有把握';
  return percent >= 65 ? '较有把握' : '把握不大';
}
