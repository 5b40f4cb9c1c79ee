const PERSONS = new Set(
  `user customer person passenger member patient guest employee contact author driver student teacher client doctor nurse
  physician dentist therapist agent manager owner tenant landlord visitor attendee participant speaker player coach trainer
  candidate applicant recipient sender borrower lender buyer seller courier technician engineer developer reviewer assignee
  artist actor director friend colleague worker staff operator supervisor instructor tutor lawyer witness resident citizen
  subscriber follower donor volunteer host chef waiter pilot captain professor researcher parent child sibling relative
  beneficiary holder signer lead prospect referee athlete musician singer writer editor caller advisor consultant vet
  veterinarian groomer barber hairdresser stylist mechanic plumber electrician gardener carpenter surveyor inspector librarian
  cashier clerk janitor nanny babysitter dispatcher foreman pharmacist optician masseur translator photographer organizer
  organiser sponsor chairperson treasurer secretary curator farmer breeder keeper ranger warden umpire arbiter opponent pupil apprentice trainee learner intern
  delegate juror officer soldier sailor skipper midwife cook baker tailor cleaner porter usher steward bidder debtor creditor
  executor heir mother father guardian cousin shareholder trader painter poet composer conductor dancer jockey climber diver`.split(
    /\s+/,
  ),
);

/** Whether a noun is a word for somebody. */
export function isPerson(noun: string): boolean {
  return PERSONS.has(noun);
}
