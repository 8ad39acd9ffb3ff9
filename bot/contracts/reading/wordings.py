"""The words that agreements have for people, things and deeds: named once here, put together in the fields.

A name stands for a meaning, so a word that one field lacks is added here, for all of them.
"""

from bot.contracts.reading.patterns import either, words

# Who

PRACTICE = words("practice, clinic, company, physician[s], doctor[s], provider[s], clinician[s], office, we")
EMPLOYER = words("sponsor[s], employer[s]")
PATIENT = words(
    """you, i, member[s], patient[s], subscriber*, enrollee*, participant*, client*, family, families, household*,
    guardian*, employe*, beneficiar*, resident[s], individual, adult, parent[s], student[s], undersigned, customer*,
    user, holder, he, she, they, those, whoever, person, anyone"""
)
EITHER_PARTY = words("either, any party, both, each party, party, parties")
MAY = words(
    """may, can, will, shall, must, could, (reserves|has|have|retain[s]) the right to, is entitled to, are entitled to,
    elect[s] to, decide[s] to, agree[s] to"""
)

# What

MEMBERSHIP = words("membership[s], enrol*, subscription[s]")
AGREEMENT = words("agreement[s], contract[s], arrangement[s]")
PLAN = words("plan[s], program[s], retainer[s]")  # also what a single visit can be part of
JOINED = either(MEMBERSHIP, AGREEMENT, PLAN)
TERM = words("term[s], period[s], commitment[s]")
FEES = words("fee[s], dues, payment[s], installment[s], balance")
PRICES = words("pric*, rate[s], cost[s]")
JOINING = words(
    """re-enrol*, enrol[l|ment|lment|ling], registration, initiation, sign-up, application, administrat*, set-up,
    joining, onboarding, activation, deposit"""
)
VISITS = words(
    """appointment[s], visit[s], session[s], consult[s], consultation[s], physical[s], exam[s], examination[s],
    procedure[s], test[s], testing, class, classes, course[s], workshop[s], re-schedul*, no-show[s], booking[s],
    late cancellation[s]"""
)
RECORDS = words("records, hipaa, privacy, prescri*, refill[s], subpoena, copay[s]")
GOODS = words(
    """lab[s], laborator*, medication[s], supplement[s], product[s], package[s], vaccin*, imaging, equipment,
    gift card[s], shipping, panel[s], kit[s], supplies"""
)
INSURER = words("medicare, medicaid, insur*, carrier, payer, hsa, fsa")

# Deeds

NOT = words("not, *n't, cannot, no, never, neither, nor")
WITHOUT = either(NOT, words("without, nothing"))
LEAVE = words(
    """cancel*, terminat*, terminable, withdraw*, dis-enrol*, un-enrol*, discontinu*, resign*, opt out, opting out, quit*, leave,
    leaving, revoke*, revoking, revocation*, unsubscribe, step away, drop[ping] (out|your|the|my), non-renew*,
    not [to] (renew|extend|continue), non-extension, part ways, call[s|ing] it off,
    (end|stop|close)[s|ed|ing] (it|this|things),
    (end|stop|close)[s|ed|ing] [this|the|your|my|its|their|his|her|a|our|an] _ (agreement|membership|enrol*|subscription
    |contract|participation|relationship|plan|coverage|retainer|program|arrangement|service)*"""
)
TELL = words(
    """notice, notif*, warning, heads-up, advance, beforehand, in writing, written, tell, inform, let (us|me) know,
    let the _ know, e-mail, contact, call, request, ahead, write*, writing, letter, note"""
)
CHANGED = words("increas*, adjust*, chang*, modif*, amend*, rais*, revis*, updat*")
