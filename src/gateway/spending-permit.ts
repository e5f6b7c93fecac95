declare const consented: unique symbol;

/**
 * The right to make billable calls. Only `grantSpending` makes one, which is called where the person consents,
 * so a POST without consent does not compile.
 */
export interface SpendingPermit {
  readonly [consented]: true;
  /** Takes one call; false when none is left, and then nothing may be sent. */
  take(): boolean;
  readonly used: number;
}

/** A permit for at most that many calls. */
export function grantSpending(calls: number): SpendingPermit {
  let used = 0;
  const permit = {
    take: () => {
      if (used >= calls) return false;
      used += 1;
      return true;
    },
    get used() {
      return used;
    },
  };
  // The mark exists for the compiler only.
  return permit as SpendingPermit;
}
