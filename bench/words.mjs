// The vocabulary of the generated records: enough different words that unrelated records stay unlike each other.
const list = (text) => text.trim().split(/\s+/);

export const things = list(`
  shift roster vineyard cellar harvest barrel ferry timetable cabin locker turnstile badge kiln glaze studio canvas
  auction lot paddle bidder orchard beehive queen apiary trail summit shelter beacon rescue stretcher ward infusion
  biopsy specimen microscope reagent freezer centrifuge antenna repeater mast transponder runway gate carousel trolley
  lift escalator boiler valve gauge turbine rotor dam spillway sluice reservoir pump hydrant meadow parcel boundary deed
  notary probate heir trustee pledge grant scholarship thesis lecture seminar syllabus quiz rubric transcript alumni
  choir rehearsal score conductor stage curtain spotlight costume script prop kiosk till drawer coupon basket shelf
  freight axle wagon depot signal junction siding platform tram pantograph battery charger socket tariff kilowatt
  inverter panel roof gutter scaffold crane girder rivet weld blueprint survey plumb mortar tile grout plinth arch
  tenant lease deposit inventory caretaker bin compost recycler skip landfill methane borehole aquifer salinity tide
  buoy trawler quota net catch auctioneer crate pallet forklift manifest container seal customs broker duty declaration
  passport visa embassy counter queue number waiting-room triage nurse pulse oxygen dosage allergy vaccine cohort
  newsletter headline editor draft footnote citation index folio archive microfilm scanner barcode loan overdue fine
  referee pitch goal season fixture league ticket stand steward bracelet wristband campsite tent firewood ranger permit
`);
export const qualities = list(`
  frozen fragile seasonal voluntary nightly regional sealed unclaimed reserved disputed certified provisional printed
  handwritten encrypted offline roaming bilingual tactile audible colour-blind-safe refundable taxable perishable
  heated upstream downstream portable modular refurbished leased borrowed donated sponsored anonymous pseudonymous
  late early duplicate missing spare calibrated uncalibrated inspected condemned restored listed rural coastal alpine
  underground overhead temporary permanent weekly quarterly biennial sporadic
`);
export const actions = list(`
  weigh label reserve swap inspect lend return scan reprint dispatch reroute quarantine release pledge transfer merge
  split postpone reschedule confirm decline escalate annotate translate redact publish withdraw calibrate seal unseal
  count recount estimate invoice refund waive audit sample archive restore rename pair unpair register deregister
  photograph map measure compare rank shortlist nominate appoint dismiss notify remind silence acknowledge
`);
export const people = list(`
  dispatcher porter curator midwife surveyor harbourmaster beekeeper conductor steward ranger notary bursar registrar
  paramedic welder caretaker referee editor librarian cellarmaster technician volunteer trustee inspector cashier
  night-manager apprentice supervisor
`);
export const circumstances = [
  'before the morning shift starts',
  'without a network connection',
  'within three minutes',
  'on a tablet held in one hand',
  'after two people have agreed',
  'in every time zone',
  'until the end of the financial year',
  'as soon as the sensor answers',
  'even while a backup is running',
  'from the public web site',
  'with a printed receipt',
  'in plain language',
  'for each site separately',
  'at most twice a day',
  'whenever the weather changes',
  'without leaving the page',
];
