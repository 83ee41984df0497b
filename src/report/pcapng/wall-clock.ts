const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?Z$/;

/**
 * Milliseconds since 1970 of a time in ISO 8601 and UTC, without asking any clock; 0 for what is none. The days are
 * counted from a March to the next, so that a leap day is the last of its year.
 */
export function epochMs(text: string): number {
  const found = TIME.exec(text);
  if (found === null) return 0;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const marchYear = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const daysBeforeMonth = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const days = 365 * marchYear + leapDays + daysBeforeMonth + day - 1 - DAYS_TO_1970;
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
}

/** From the first of March of the year 0. */
const DAYS_TO_1970 = 719_468;
