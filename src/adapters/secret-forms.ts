// The forms in which a secret turns up in a log or an error: one list for what is hidden, whoever hides it.

/** The secret as it is, URL-encoded, and in base64 (padded, unpadded, URL-safe); the longer form of two alike first. */
export function secretForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  const forms = [secret, encodeURIComponent(secret), base64, base64.replace(/=+$/, ''), bytes.toString('base64url')];
  return [...new Set(forms)];
}
