// Why a verdict cannot be given: at a glance for the check's title, and in full with what to do.

export interface Problem {
  title: string;
  text: string;
}

/** `what`: `who is in the team org/qa`; `why`: as GitHub or the one who asked it put it. */
export function cannotSee(what: string, why: string): Problem {
  return {
    title: `cannot see ${what}`,
    text: `it cannot be seen ${what}: ${why}. Nothing passes until it can; correct the policy or give the app access`,
  };
}

/** `alice, bob, carol`; at most `most` names, the rest counted. */
export function names(people: readonly { login: string }[], most = 10): string {
  const logins = people.map(({ login }) => login);
  if (logins.length <= most) return logins.join(', ');
  return `${logins.slice(0, most).join(', ')} and ${logins.length - most} more`;
}
