/** A part of the day: its usual hours (minutes from midnight), and the hour people mean who name no other. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly usual: string;
}

const PARTS: Readonly<Record<string, Part>> = {
  dawn: { start: 0, end: 5 * 60, usual: '05:00' },
  early: { start: 5 * 60, end: 9 * 60, usual: '07:00' },
  morning: { start: 6 * 60, end: 10 * 60, usual: '08:00' },
  forenoon: { start: 8 * 60, end: 12 * 60, usual: '09:00' },
  noon: { start: 11 * 60 + 30, end: 13 * 60 + 30, usual: '12:00' },
  earlyAfternoon: { start: 13 * 60, end: 15 * 60, usual: '13:00' },
  afternoon: { start: 13 * 60, end: 18 * 60, usual: '15:00' },
  dusk: { start: 17 * 60, end: 19 * 60, usual: '17:30' },
  evening: { start: 18 * 60, end: 24 * 60, usual: '19:00' },
  night: { start: 22 * 60, end: 26 * 60, usual: '22:00' },
  midnight: { start: 24 * 60, end: 26 * 60, usual: '00:00' },
};

export function partOf(name: string): Part {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`unknown part of the day: ${name}`);
  return part;
}

/** The hour on a 24-hour clock; above 23 it is of the night that belongs to the day (今晚12点 is 24). */
export function hourInPart(part: string, hour: number): number {
  if (hour > 12) return hour;
  switch (part) {
    case 'dawn':
      return hour === 12 ? 0 : hour;
    case 'early':
    case 'morning':
    case 'forenoon':
      return hour;
    case 'noon':
      return hour < 5 ? hour + 12 : hour;
    case 'earlyAfternoon':
    case 'afternoon':
    case 'dusk':
      return hour < 12 ? hour + 12 : hour;
    default:
      return hour === 12 || hour < 5 ? (hour % 12) + 24 : hour + 12;
  }
}
