"""Words that say whose a phone or an e-mail of an agreement is: the practice's, or a person's."""

import re

from bot.answering.redaction.fragments import words

NUMBER = r"(?:contact|phone|tele?phone|tel|e-?mail|cell(?:phone)?|mobile|number|name|address|information|info|fax|text)"
REACH = r"(?:call|contact|text|fax|phone|reach|tell|notify|ask|e-?mail|write\sto)(?:ing|ed|s)?"
STAFF = r"(?:office|practice|clinic|front\sdesk|desk|team|staff|nurses?|billing|reception|membership|helpline|support)"
SEND = r"(?:sen[dt]|sending|deliver|mail|address|submit|return|write|writ(?:ten|ing)|fax|e-?mail|go)(?:ed|ing|s)?"
TO = rf"\b{SEND}\s(?:[\w'-]{{1,20}}[\s,]{{1,2}}){{0,3}}?(?:to|at)\b"
LEAVING = r"\b(?:notices?|cancel\w{0,7}|terminat\w{1,4}|withdraw\w{0,4}|complaints?|to\s(?:leave|end|quit|stop))\b"
HOUSE = r"(?:practice|office|clinic|front\sdesk)"
PRACTICE: tuple[
    tuple[int, str], ...
] = (  # how far before it in its sentence, and what says it: an address may stand between
    (
        100,
        rf"\b(?:{SEND}|{REACH}|notices?|to|(?:at|with)(?=\sour\b))\s(?:or\s\w{{1,10}}\s)?(?:to\s)?(?:the\s|our\s|this\s)?{HOUSE}\b",
    ),
    (60, rf"\b{HOUSE}\s(?:can|may)\sbe\s(?:reached|contacted|called)\b|\b{HOUSE}'s\s(?:main\s)?{NUMBER}\b"),
    (60, rf"\b{REACH}\s(?:or\s\w{{1,10}}\s)?(?:us|our\s(?:\w{{1,12}}\s)?{STAFF})\b|\bus\sat\b"),
    (
        100,
        rf"{LEAVING}[^.!;]{{0,60}}?(?:{TO}|\b(?:call|text|fax|write|e-?mail)(?:ing)?\b)|\bin\swriting,?\s(?:to|at)\b",
    ),
    (
        60,
        (
            r"\bquestions?\s?[:?]|\b(?:questions?|prices?|(?:make|book|schedule|change)\san?\s(?:appointment|visit))\b"
            r"[^.!]{0,45}\b(?:call|text|fax|contact|write|e-?mail)\b"
        ),
    ),
)
SAYS_PRACTICE = tuple((within, re.compile(said)) for within, said in PRACTICE)
SENT_TO = re.compile(TO)

KIN = (
    r"(?:spouse|wife|husband|partner|mother|father|mom|dad|parent|son|daughter|child|kid|guardian|dependent|brother|sister"
    r"|grandmother|grandfather|friend|neighbor|caregiver|next\sof\skin|attorney|employer)"
)
PARTY = (
    rf"(?:{KIN}|(?:patient|member|client|enrollee|applicant|participant|subscriber|insured|employee|customer|resident"
    r"|signer|policyholder|cardholder|payer|account\sholder|responsible\sparty|undersigned))"
)
OFFICE = r"(?:we|practice|clinic|office|staff|doctor|physician|provider|nurse)"
PERSON = (
    rf"\b{PARTY}(?:'s|s'|\(s\))",
    rf"\b{PARTY}s?\s(?:\w{{1,12}}\s)?{NUMBER}\b",
    rf"\b{PARTY}s?\s?(?:\([^)\n]{{0,30}}\)\s?)?[:#]",
    rf"\b(?:to|call|text|contact|reach|e-?mail|fax|phone|notify|message)\s(?:the\s|each\s|any\s|such\s|our\s|a\s)?{PARTY}s?\b",
    r"\b(?:to|call|text|contact|reach|e-?mail|phone|notify|message)\s(?:you|him|her|them)\b",
    rf"\b(?:{PARTY}s?|you)\b[^.]{{0,60}}\b(?:receiv\w{{1,4}}|be\s(?:\w{{4,10}}ed|given|sent)\b|consents?|authoriz\w{{1,6}})",
    rf"\b(?:your|his|her|their|our)\s(?:\w{{1,12}}\s)?(?:{NUMBER}|{KIN})\b",
    rf"\bemergency\s(?:\w{{1,12}}\s)?{NUMBER}s?\b",
    (
        rf"\b{OFFICE}\s(?:may|can|will|shall|might|should|is|are)\s[^.]{{0,40}}?"
        r"\b(?:call|text|contact|e-?mail|reach|fax|send|mail|leave|messages?|voice\s?mails?)\b"
    ),
    rf"\b{OFFICE}\s(?:(?:may|can|will|shall|must|should)\s)?(?:gives?|terminates?|ends?|cancels?|notif(?:y|ies)|confirms?)\b",
    r"\b(?:either|each|both|other)\spart(?:y|ies)\b|\bconfirm(?:ed|ation)\b",
    rf"\(\s?{PARTY}s?\s?\)|\b{PARTY}s?\sagrees?\sthat\s(?:\w{{1,12}}\s){{0,3}}notices?\b",
    r"\b(?:cell|mobile|home\s(?:phone|number|office|address|e-?mail)|reminders?)\b",
    r"\b(?:results?|receipts?|statements?|invoices?|bills?)\b[^.]{0,30}\b(?:to|at)\b",
    r"\bwill\sbe\s(?:sent|e-?mailed|mailed|texted|faxed)\b",
    r"\b(?:use\sonly|on\sfile|preferred|best\s(?:way|time|number)|referr\w{1,4}|previous|former|emergency|employer|pharmacy)\b",
    r"\b(?:dob|d\.o\.b|date\sof\sbirth|birth\s?date|ssns?|social\ssecurity|mrn|member\sid)\b",
)
SAYS_PERSON = re.compile("|".join(PERSON))
FIRST_PERSON = re.compile(r"\b(?:i|i'\w{1,2}|me|my|mine|myself)\b")
FOR_PERSON = re.compile(
    rf"\b(?:i|me|my|mine|{PARTY}(?:'s)?|home|cell|mobile|personal|belongs)\b|^\s?\(?\s?(?:is|was)\s(?:his|her|their)\b"
)
BLANK = re.compile(r"_{3,}|\.{5,}|[☐□❏]|\[\s{0,3}\]")
NAME_LABEL = re.compile(r"\bname\s?\)?\s?:")
LABEL = re.compile(
    r"\b(?:phone|tele?phone|e-?mail|cell(?:phone)?|mobile|home|work|office)(?:\s(?:no\.?|number|address|phone))?\s?:\s*$"
)
NAME = r"(?<!Dr\. )\b(?P<name>[A-Z][\w'’-]+(?:\s[A-Z]\.)?\s[A-Z][\w'’-]+)"
SOMEBODY = (
    re.compile(rf"{NAME},?\s?(?:[-(|:]\s?)?(?:(?:at|on|by|via|or)\s)?$"),
    re.compile(NAME.replace(r"\b", r"\b(?:by|from|for|to|named|behalf\sof)\s", 1)),
)
NOBODY = re.compile(
    r"(?i)\b(?:practice|office|clinic|care|health|medicine|medical|pediatrics|desk|us|our|call|text|fax|contact|questions?"
    r"|phone|e-?mail|llc|street|road|lane|avenue|drive|terrace|notices?|now|manager)\b"
)
ROLE = re.compile(
    r"(?:hello|hi|info|office|members?|membership|billing|support|help|care|desk|front-?desk|notices?|admin|contact|team"
    r"|cancel|leaving|families|practice|clinic|questions|complaints)@"
)
PRIVATE = re.compile(
    r"[a-z]+[._][a-z]|\S{1,64}@(?:gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|icloud|me|mac|aol|comcast|proton\w{0,4}"
    r"|verizon|att|sbcglobal|gmx)\."
)
LETTERHEAD = re.compile(
    r"\b(?:clinic|practice|(?:family|internal|concierge)\smedicine|pediatrics|health|health\s?care|(?:direct|primary)\scare)\b"
    r"|\bp\.\s?c\.|\bllc\b|\bpllc\b"
)
NO_LETTERHEAD = re.compile(
    rf"{PARTY}|\b(?:between|with|by|please|to|from|our|the\s(?:practice|clinic)|cell|mobile|home|insurance)\b|\band\s[^|·•]*\d|{SAYS_PERSON.pattern}"
)
MORE_CONTACTS = re.compile(r"\S{1,64}@\S{1,255}|\b(?:https?://|www\.)\S{1,255}")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
BETWEEN = words("""
    a about also any anytime addressed appointment at be before business by call calling cell center certified clearly days
    delivered direct e-mail email emailing fax faxed first form given go hours in letter line mail mailed main may must number
    office on or our phone please post practice question questions regular registered sent shall signed street suite tel
    telephone text texting the this to us via voice website weekdays with write writing written
    """)
JOINT = re.compile(r"[\s,;/|()·•]*(?:(?:or|and|by|at|via|call|text|fax|phone|tel\.?|e-?mail)[\s,:]+){0,4}")
