// The words by which a case shows that it is about a failure. Beginnings of words, folded; errs on the generous side,
// because the point is to find unhappy cases that describe no failure at all.

const english = `
  abort absen abus access-denied already alert attack bad banned block blank breach break broken brute cancel cannot
  collision conflict corrupt crash cut declin defect degrad delay denied denies deny depleted disabl disallow disconnect
  discard down drop duplicat empty error exceed exception exhaust expir fail fake fallback fault forbid forg fraud
  garbage gone hang hijack illegal impossible inaccessible inactive incompatible incomplete inconsisten incorrect
  inject insufficien interrupt invalid kill lack late limit lock lost lose malformed malicious mismatch misspel missing
  must-not never no none nonexist not nothing null offline omit out-of outage outdated overflow overload overdue past
  partial pending prevent prohibit problem quota race refus reject replay restrict retr revert revok rollback rolled-back
  shut slow spam spoof stale stop stuck suspend tamper throttl timeout timed-out time-out too traversal truncat
  unable unaccept unauth unavail unconfirm undeliver undo unexpected unknown unlisted unlock unmatched unpaid unreach
  unreadable unrecogn unregister unrespons unsafe unsaved unsent unsigned unsuccess unsupported untrusted unusable
  unverif violat vulnerab warn weak without worse wrong xss zero`;
const spanish = `
  abort abus adult advert agot alert amenaz anomal ataqu ausen avis bloque caduc caid cancel carec colision conflict
  corrompid corrupt danad deneg deniega defect demasiad demora descart desconect desconocid deshabilit desactiv
  duplicad equivocad erron error exced excep expir fallo falla falli falta faltan fraud fuera ilegal imposib impid
  inaccesib inactiv incomplet incompatib incorrect inexist inesperad injust insegur insuficien interrump invalid
  inyec jamas lent limite limita mal malicios malform ni ningun ninguna no nunca nul obsolet perdid perd prohib
  problem rechaz recha reintent retras revert revoc revoca rot saturad sin sobrecarg sospech suspend supera tampoco
  tard tiempo-de-espera vaci vencid vence viol ya`;

const wholeWords = new Set([
  'no',
  'ni',
  'sin',
  'ya',
  'not',
  'too',
  'mal',
  'bad',
  'null',
  'none',
  'past',
  'zero',
  'down',
  'late',
  'cut',
  'rot',
]);
const beginnings = `${english} ${spanish}`.trim().split(/\s+/);
const single = beginnings.filter((text) => !text.includes('-') && !wholeWords.has(text));
const phrases = beginnings.filter((text) => text.includes('-')).map((text) => text.replaceAll('-', '[ -]'));
const described = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${[...single, ...phrases].join('|')})|(?:${[...wholeWords].join('|')})(?![\\p{L}\\p{N}])|[45]\\d\\d(?!\\d))|n't\\b`,
  'u',
);

/** Whether a folded text speaks of a failure, in English or Spanish. */
export function describesFailure(folded: string): boolean {
  return described.test(folded);
}
