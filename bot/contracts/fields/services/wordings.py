"""How agreements say that a service is part of the fee, costs extra or is left out."""

import re

from bot.contracts.reading.patterns import either, words

# Verbs before a service, whose subject is the fee, the membership, the practice or the patient

INCLUDES = re.compile(
    r"\b(?:includ(?:es|ed|ing|e)|cover(?:s|ing)?|entitle[sd]?(?: \w+)? to|access to|pays? for"
    r"|come[s]? with|consists? of"
    r"|comprises?|receives?|enjoys?|you (?:will |can |also )?(?:get|expect)|members? (?:get"
    r"|have)|go for|we (?:also |can )?(?:offer|do\b|handle"
    r"|treat|provide|perform|manage|see|stock|dispense)|offers?|provid(?:es?|ing)|furnish(?:es)?|gives?|performs?"
    r")\b:?"
)
WEAK = re.compile(r"^(?:we|offer|provid|furnish|give|perform|such|for|e\.g|like|limited|access|includ\w+ing)")
NEGATED = re.compile(
    r"\b(?:not|never|no longer|cannot|\w+n't|nor|neither|no\b(?= \w+ (?:includes|covers|provides)))"
    r"(?: (?:currently|be|also|itself|normally|otherwise|generally|typically|routinely"
    r"|guarantee or|provide or|offer or|cover or|pay for or"
    r"|include or|provide|include|intended to|designed to|meant to|expected to|obligated to|,|or|guarantee))* ?$"
)
EXCLUDES = re.compile(r"\b(?:exclud(?:es|ed|ing|e)|except(?: for)?|other than)\b:? ?")
DENIES = re.compile(  # a verb that only its denial makes a statement about services
    r"\b(?:do(?:es)? not|don't|doesn't|cannot|can't|will not|won't|never"
    r"|not expect the practice to|not obligated to|not able to|unable to)"
    r" (?:currently |also |usually |routinely |generally |at this time |itself |normally )*"
    r"(?:include|cover|provide|offer|do|perform|treat|prescribe|give|furnish|go to|pay for"
    r"|handle|manage|see|make|take|render|deliver"
    r"|dispense|administer|stock|follow (?:you|patients) (?:in|into|to)|follow (?:you|patients))"
    r"(?!\s+(?:of|with|without|any (?:charge|fee)|place))\b"
)
REPLACES = words("replace*, take the place, substitute*, guarantee*")
BARE_NO = re.compile(r"(?:^|[,;:•|-] ?|\b(?:and|but|is|are|there (?:is|are)|offers?|includes?) )no (?:[a-z'-]+ ){0,2}$")
NO_BURDEN = re.compile(
    r"^(?: \w+)?[- ](?:limits?|fees?|charges?|caps?|copays?|costs?|bills?|please|required|needed|necessary|minimums?)\b"
)

# Predicates behind a service

IS = r"(?:is|are|shall be|will be|'s|'re|may be|can be|remains?|being|be|comes?)"
HOW = (
    r"(?: (?:all|both|also|always|currently|each|now|then|generally|usually|of|the|therefore|a|an|something|normally))*"
)
INCLUDED_BEHIND = re.compile(
    rf"(?:\b{IS}{HOW} (?:included|covered(?! by (?!your membership|the fee|membership|this))"
    rf"|part of (?:the|your|our|this|every|each|all|membership)|free\b"
    r"|complimentary|unlimited|at no|provided (?:at no|without|free|as part)"
    r"|available (?:at no|without|to all|to every|to members|free|for all|24|(?:to"
    r"|for) (?:[\w-]+ ){0,3}members)"
    r"|offered\b(?! at (?:an?|our|reduced|discount\w*|cost)\b)|yours|core services"
    r"|no (?:extra|additional) c|integrated into every|standard|available[.!]?$)"
    r"|\b(?:at no (?:extra |additional |added |further )?(?:cost|charge)|free of charge"
    r"|without (?:extra|additional|any|further) c"
    r"|no (?:extra|additional) (?:cost|charge))|^ ?[:=-]+ ?(?:included|unlimited|yes\b|free\b"
    r"|no charge)|^ ?\(included\)"
    r"|^ included\b|^ covered$)"
)
EXCLUDED_BEHIND = re.compile(
    rf"(?:\b{IS}? ?(?:not|never|n't|no longer)(?: (?:be|currently|being|something (?:that )?we"
    rf"|a|an|at this time|yet|generally|normally))*"
    r" (?:includ\w+|cover\w*|part of|offer\w*|provid\w+|available|given|done|performed"
    r"|prescribed|treated|furnished|done here)\b"
    rf"|\b{IS} n't (?:included|covered|offered)|\b(?:is|are|was|were)n't (?:includ\w+|cover\w+"
    rf"|part of|offered|provided|available)|\b(?:performed|done|given|provided"
    rf"|billed) by (?:others?|another|outside|third|the hospital)"
    rf"|\b{IS}{HOW} (?:excluded|unavailable|outside the scope|beyond the scope"
    rf"|outside of the scope|the responsibility of)"
    r"|\bis done by the hospital|^ ?[:=-]+ ?(?:not included|no\b(?! (?:charge|extra|add|limit"
    r"|fee|cost))|none\b|n/a|not (?:covered|available|offered))|^ ?\((?:not [a-z]+|none)\))"
)
EXTRA_BEHIND = re.compile(
    r"(?:\$ ?\d[\d,]*(?:\.\d+)?(?![\d,.]*\d)(?! ?(?:per|a|/|each|every) ?(?:month|mo\b"
    r"|year|yr|quarter|patient|member|person))"
    r"|\bat (?:our |the |their |a |lab |member )?(?:[\w'-]+ )?(?:cost|wholesale"
    r"|discount(?:ed)?|negotiated|reduced|published|posted)\b(?! of your)"
    r"|\bat (?:the|our|their|a) (?:lab's )?(?:[\w-]+ )?(?:prices?|rates?)\b|\b(?:wholesale"
    r"|near[ -]cost|at[ -]cost|cost[ -]plus|self-pay|cash) (?:pric\w+|rates?)"
    r"|\bcost plus\b|\b(?:cost|costs|is|are|be) extra\b|^ ?(?:- |\()extra\b"
    r"|\b(?:billed|charged|priced|paid|invoiced|contracted and priced) (?:separately|apart"
    r"|directly|additionally|at|for|by|on|to|as|per|individually)\b"
    r"|\b(?:extra|additional|separate|added|nominal|small|further|supplemental"
    r"|incidental) (?:cost|charge|fee|payment|expense|price)s?\b"
    r"|\bfor (?:a|an) (?:\w+ )?(?:fee|charge)\b|\bfee (?:applies|may apply|will apply)"
    r"|\bavailable for purchase|\bseparately (?:contracted|priced|billed|charged)"
    r"|\bincurs? (?:a|an) \w*|\bfor the cost of|\byou pay (?:for|only|those|the)"
    r"|\bfor gas money|\bpaid by the (?:patient|member))"
)
FREE = re.compile(  # "no extra charge" is none
    r"\b(?:no|without|never|not|\w+n't|zero|any|free)(?: of| any| an?| per)?(?: [\w-]+){0,2} ?$"
)

# Words directly before a service

CHARGED_BEFORE = re.compile(
    r"(?:\b(?:discount(?:ed|s)?|wholesale|reduced(?:[ -]cost)?|at[ -]cost|low[ -]cost"
    r"|marked[ -]down)(?: (?:pricing|prices?|cost|rates?|access))?(?: (?:on|for|to|of|in))?"
    r"(?: (?!free\b)[\w-]+){0,2} ?$|\bsavings on (?:\w+ )?$|\b\d+ ?% off(?: of| on)?(?: [\w-]+){0,2} ?$"
    r"|\b(?:extra|additional|separate|added) (?:charges?|fees?|costs?) (?:for|apply to"
    r"|on)(?: [\w-]+){0,2} ?$|\b(?:you|members?|patients?|i|must|to|will|and) pay (?:extra "
    r"|separately )?for (?:your |the )?$"
    r"|\$ ?[\d.,]+ (?:for|per) (?:a |each |an )?$)"
)
GIVEN_BEFORE = re.compile(
    r"\b(?:unlimited|free|complimentary|no[ -]cost|no[ -]charge)(?: (?!trial|of)[\w/&,-]+){0,3} ?$"
    r"|\b(?:no|without|never an?|nothing) (?:(?:extra|additional|added|separate|further) )?"
    r"(?:charges?|costs?|fees?|extra|copays?) (?:for|on)(?: [\w-]+){0,2} ?$"
)
HELP_WITH = re.compile(  # before a specialist or a hospital: what is given is not their care
    r"\b(?:coordinat\w*|refer\w*|liais\w*|letters?|notes?|appointments? with|communicat\w*"
    r"|talk\w*|work\w*|contact\w*|records?|review\w*|discharge|call|alongside"
    r"|find\w*|help\w*|guid\w*|see|saw|avoid\w*|instead of|without|follow\w* up|after)\b[^,;:.|]{0,45}$"
)

# What headings, leads and questions make of the items below them

NOT = r"(?:not(?: (?:currently|be|been|being|a))?|\w+n't(?: be)?|no longer|never)"
HEAD_EXCLUDED = re.compile(
    rf"\b{NOT} (?:\w+ )?(?:includ\w+|cover\w*|offer\w*|provid\w*|part of|give\b|do\b|in (?:it|my|the|your)|available)"
    r"|\bexclu(?:ded|sions?|des)\b|\b(?:what|what's|what is|what are|what does|and what"
    r"|what's) (?:\w+ ){0,3}(?:not|\w*n't)\b|\bwhat's not\b|\blimits? of (?:the )?services?\b"
    r"|\bnon-covered\b|\bnot on the\b|\bnot in\b|\bwe do not (?:do|offer|treat|give"
    r"|provide)\b|\boutside (?:of )?(?:the|your) membership"
)
HEAD_EXTRA = re.compile(
    r"\b(?:extra|extras|add-ons?|a la carte|à la carte|billed (?:apart|separately)"
    r"|charged separately|additional (?:fees?|charges?|costs?)|extra (?:fees?|charges?|costs?)"
    r"|other charges|service fees|fee-for-service|separate (?:fees?|charges?)|(?:additional"
    r"|optional) services|at (?:an )?(?:additional|extra) (?:cost|charge)"
    r"|at cost|you pay the lab|for a fee|occupational prices|optional|cash prices?|lab (?:prices|pricing))\b"
)
HEAD_INCLUDED = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|cover(?:s|ed)?|covered services|included services|inclusions"
    r"|what (?:do|will|can) (?:i|you|members) (?:get|receive|expect)"
    r"|(?:you|members|we'?ll|patients) (?:will |also |can )?(?:get|receive|expect|enjoy"
    r"|have access to)|what you get|benefits? (?:of|include)|(?:member|membership|your|plan) benefits"
    r"|(?:fee|dues|membership|it|that|retainer|subscription) (?:pays?|buys?|gives?|gets?"
    r"|is designed to provide)|what membership (?:is|gives)"
    r"|gives you|what(?:'s| is) in (?:it|the|each|every|your|my|our)|both lengths have"
    r"|our promise to|all (?:memberships|members|plans|tiers) (?:have|get|receive)"
    r"|everything in|entitle[sd]?|comes with|for (?:my|your) dues|care list|care to be given"
    r"|as a member|and for that|at no (?:additional|extra) c\w+|pays for)\b"
)
HEAD_SERVICES = re.compile(
    r"^(?:\W*(?:[\d.]+|[a-z]\.|[ivx]+\.|article [ivx\d]+\.?|section [\d.]+|part [\w]+"
    r"|(?:exhibit|appendix|schedule|annex|attachment|form) \w+)[ .:,-]*)*"
    r"(?:the |our |medical |primary care |clinical |description of |scope of |member "
    r"|membership |dpc |direct care |basic |non-medical,? |personalized |list of |health ?care )*"
    r"(?:services|services provided|services offered|amenities|menu|care"
    r"|services and amenities|covered services|benefits)\W*$"
)
HEAD_OPEN = re.compile(
    r"\bis (?:it|that|this) (?:included|covered)\b|\b(?:and|or|vs\.?|/) (?:is |are |what(?:'s"
    r"| is) )?(?:not|n't|excluded|exclusions)\b|\b(?:is|are)n't\b.*\bis\b"
    r"|^exclusions and inclusions|\bbill\b|\binsurance\b|\bhsa\b|\bmedicare\b"
    r"|\bresponsibilit|\byou agree\b|\bagrees? to\b|\bexpected of\b|\bduties\b|\bpolic(?:y"
    r"|ies)\b|\bplans we work\b|\bemployers?\b"
)
DUTIES = re.compile(  # headings above what the patient must do
    r"\b(?:(?:patient|member|your|beneficiary|client)'?s? (?:responsibilit\w+|duties"
    r"|obligations)|you agree|agrees? to|expected of you|duties of the"
    r"|patient understandings|missed|no-shows?|cancel\w* (?:a |an )?(?:visit|appointment)s?|appointment polic\w+)\b"
)
NON_MEMBERS = re.compile(
    r"\b(?:non-?members?|not a member|without membership|one-time (?:visit|self-pay)|drop-in|walk-in (?:visit|pric))\b"
)

# Clauses and parts of clauses that speak of something else

OTHER = either(
    words(
        """
        refund*, non-refundable, deposit*, no-show*, missed, re-schedul*, terminat*, past due, late fee*,
        indemnif*, liable, liability, medigap, hereby, warrant*, waive[s] the, tax, irs, trademark, copyright,
        subpoena, malpractice, arbitrat*, disclos*, phi, breach*, responses, registration, withdraw*, add up,
        exceed*, owe[s|d], enrollment fee,
        onboarding fee, freez*, frozen, paus*, on hold"""
    ),
    re.compile(r"\bcancel\w*(?! anytime)|\bfail(?:s|ed|ure)? to\b|\bpatient responsibilities\b"),
)
INSURER = re.compile(
    r"\b(?:insurance|insurer\w*|health plans?|your plans?|medicare|medicaid|carriers?|policy"
    r"|policies|coverage|hsa|fsa|hdhp|health share\w*)\b"
)
INSURED_CARE = re.compile(  # what the insurance is kept for, or pays
    r"\b(?:keep|maintain|carry|obtain|have|need|recommend|advis|urge|encourag|purchas"
    r"|important|use|want|continue|buy|file|bill|accept|submit|claims?|reimburs|eligible)\w*\b"
)
PATIENT_DOES = re.compile(
    r"\b(?:you|members?|patients?|i|beneficiary|client) (?:agrees? to receive|must|shall"
    r"|should|agrees? to|will|need to|may need|are asked|is asked|authorizes?|consents?"
    r"|understands? that (?:e-?mail|electronic)|acknowledges? that (?:e-?mail|communic))\b"
    r"(?! (?:have|get|receive|be (?:able|given|entitled|seen)|also (?:receive|have|get)|enjoy|not be charged|pay))"
)
NOW_AND_THEN = re.compile(
    r"\b(?:in an? (?:medical )?emergency|for (?:an |a |any "
    r"|life-threatening )?(?:medical )?emergenc\w+|call 911|dial 911|nearest emergency)\b"
)
NOT_A = re.compile(
    r"\b(?:is|are|i'm|am|(?:is|are)(?= ?n't)|we're) ?(?:not|n't) (?:an? |intended (?:as|for) |for )?"
    r"(?:ambulance|emergency (?:services?|departments?|rooms?|clinics?|care|providers?|facilit\w+|practice))"
    r"|\b(?:services?|membership|practice|clinic|program|agreement) (?:is"
    r"|are) not (?:intended )?for (?:medical )?emergencies\b"
)

# What limits a service

TIMES = (
    r"(?:per|a|an|each|every|in (?:a|any|each|one|every)) (?:\w+ )?(?:year|month|quarter|week|term|day|session|visit)\b"
)
LIMIT = re.compile(
    rf"(?:up to|at most|no more than|not more than|maximum of|limited to|limit of) \d[^,;|()]{{0,45}}"
    rf"|\b(?:\d+|one|once|twice|two) (?:[\w-]+ ){{0,4}}{TIMES}"
    r"|(?:us)?\$ ?\d[\d,]*(?:\.\d+)?(?: ?(?:-|to) ?\$? ?\d[\d,.]*)?(?: (?:each|extra"
    r"|plus [\w $-]{1,30}|per \w+|a \w+|for [\w -]{1,25}))?"
    r"|\bat (?:our |the |their |a )?(?:[\w'-]+ )?(?:cost|prices?"
    r"|rates?)\b(?: plus [\w %]{1,20})?|\b(?:device )?cost plus [\w %$]{1,20}"
    r"|\b(?:when|if|where|subject to|only|unless|except|within|as (?:medically|clinically)"
    r"|depending on|for the cost of|billed separately|usually|limited to)\b[^,;|()]{2,70}"
)
PRICE = re.compile(r"^\W*(?:from |only )?\$ ?[\d,.]+(?: ?(?:each|per visit|extra|-|to) ?\$?[\d,.]*)?\W*$")
MONTHLY = re.compile(r"\$ ?[\d,.]+ ?(?:/|per|a|each|every)? ?(?:month|mo\b|year|yr|quarter)")

YES = re.compile(r"^(?:a[.:]? )?[\"' ]*(?:yes|yep|yup|absolutely|of course|certainly|we do\b|indeed|sure)\b")
NO = re.compile(
    r"^(?:a[.:]? )?[\"' ]*(?:no\b(?! (?:extra|additional|charge|cost|fee))|nope\b|sorry"
    r"|unfortunately|we don't|we do not)"
)
ASKS = re.compile(
    r"\b(?:do you|does (?:the|my)|can (?:you|i get)|will you|is|are|what about|how about)\b"
    r"|^[^a-z]*(?:[\w'-]+ ){0,3}[\w'-]+\?"
)
ASKS_ELSE = re.compile(
    r"\b(?:how much|why|who|when|how|insurance|bill|cost|hsa|need|covered by|medicare"
    r"|emergency|use|be charged|in addition|extra)\b"
)
YES_CELL = re.compile(
    r"^(?:yes\b|✓|✔|☑|✅|x$|included|unlimited|free\b|complimentary|●|•|all\b|\$ ?0\b"
    r"|\d+\b(?! ?%)|on-call|your own)"
)
NO_CELL = re.compile(r"^(?:no\b(?! charge)|none\b|not\b|n/?a\b|-+$|✗|✘|✕|❌|×|☐|0$)")
MONEY_CELL = re.compile(r"\$ ?\d|\bat cost\b|\bextra\b|\bcost\b")
