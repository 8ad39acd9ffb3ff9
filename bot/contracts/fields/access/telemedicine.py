"""Whether the doctor can be seen by video, telephone or otherwise from afar; messages alone are not that."""

import re

from bot.contracts.fields.access.offer import offer, offered
from bot.contracts.reading.cues import Cue, Skip
from bot.contracts.reading.patterns import either, then, words

CARE = words(
    """visit*, appointment*, consult*, encounter*, evaluation*, check-in*, check-up*, session*, follow-up*, exam*,
    (primary|medical|urgent) care, care, services, see, seen, sees, meet*, treat*, treatment, furnish*, practice*, practise*"""
)
FROM_AFAR = words(
    """(telehealth|tele-medicine|tele-medical|tele-health) [video|phone|or|and|virtual|primary|care]
    (visit|appointment|consult|encounter|session|service|care)*, telehealth, tele-medicine, tele-medical,
    tele-visit*, tele-consult*, e-visit*,
    (virtual|remote|online) [primary|medical|office|and|or|urgent|care|follow-up|in-person|phone|video|sick|doctor]
    (visit|appointment|consult|encounter|check-in|care|medicine|exam|evaluation|session|follow-up)*,
    virtually, (electronic|web) (visit|consult)*, remote care"""
)
VIDEO_VISIT = words(
    """(video|webcam|facetime|zoom|skype|phone|telephone|telephonic|audio) [or|and|video|phone|telephone|based|
    conference|only]
    (visit|appointment|consult|encounter|session|evaluation|check-in|follow-up|exam)*,
    phone calls with (the|your|a) (doctor|physician|provider)[s],
    video (call|chat|conference|conferencing|communication|connection|meeting)*, facetime"""
)
BY_VIDEO = then(
    CARE,
    70,
    words("by, via, over, on, through, using"),
    25,
    words(
        """video, zoom, facetime, webcam, skype, electronic (communication*|means), telephone (or|and) video, audio-visual,
        screen, the internet"""
    ),
)
BY_PHONE = then(
    words("visit*, appointment*, consult*, encounter*, seen, evaluation*, treat*, follow-up*, handled, dealt with"),
    25,
    words("(by|via|over|on) [the|secure|tele] (phone|telephone|computer)"),
)
IN_PERSON_OR = then(
    words("in-person, in-office, (in|at) (the|our) (office|clinic), office visit*, face-to-face, clinic visit*"),
    22,
    words("virtual, virtually, video, remotely, by (phone|telephone), telephone visit*, phone visit*, online visit*"),
)
EITHER_WAY = words("(video|phone|telephone|virtual|remote) [visits] [or|and] (in-person|in-office|office visit*)")
LISTED = re.compile(r"(?:[ ,/&]+(?:or|and|text|e-?mail|phone|secure|messag\w+|portal|in person))*[ ,/&]+")
MODES = either(
    then(words("phone, text, telephone, e-mail, messaging, in-person, office"), LISTED, words("video")),
    then(words("video"), LISTED, words("phone, text, telephone, in-person")),
)
SEE_ON_VIDEO = words(
    "on our video platform, on a video platform, on video, by video, via video, over video, by secure video, via secure video, do [you] video"
)

INTRO = words(
    """meet-and-greet*, meet & greet*, introductory, discovery (call|visit)*, complimentary (consult*|call),
    prospective,
    before (you|joining) (join|enroll|sign), get to know, welcome call, orientation, free consult*, right fit,
    decide whether, interview"""
)
UNSAFE = words(
    """confidential*, hipaa, encrypt*, insecure, not [be] secure, risk[s], privacy, intercept*, unauthori*,
    guaranteed to be,
    inherent*, security"""
)
MISSED = words("missed, no-show*, late cancel*, cancelled late, miss, fail to (attend|appear), not attend*")
OTHERS = words(
    """insurance plan*, health plan*, insurer*, specialist*, third-part*,
    dispatch, hospital*, behavioral health provider*, therapist*, education*, training, library, recording*, camera*,
    surveillance, webinar*"""
)
STRANGERS = words(
    """teladoc, tele-therap*, by our partner*, (through|by|from) (your|the|an) (insurance|insurer|employer|
    health plan|carrier)*,
    specialist* (may|will|can|who), outside (company|companies|provider)*, other (providers|companies)"""
)
OF_STRANGERS = words(
    """your (insurer|insurance|employer|health plan|carrier)'s (telehealth|virtual|video|tele)*, not connected with our, specialists to whom,
    specialists we refer"""
)
FOR_MEMBERS = words("for [our] members, free, included")
OWN = words("our, we, us, your (doctor|physician|provider), the practice, member*, included")

FIELD = offer(
    "telemedicine",
    words(
        "tele*, virtual*, video*, phone, e-visit*, remote*, online, electronic, facetime, zoom, skype, webcam, screen, audio*, internet, computer"
    ),
    (
        Cue("Telehealth is part of your membership.", FROM_AFAR, offered, 3),
        Cue("We have video visits.", VIDEO_VISIT, offered, 3),
        Cue("Your doctor can treat you over secure video.", BY_VIDEO, offered, 3),
        Cue("Consultations may take place by telephone.", BY_PHONE, offered, 3),
        Cue("Visits are in person or virtual.", either(IN_PERSON_OR, EITHER_WAY), offered, 2.9),
        Cue("Ask your doctor by text, phone or video.", either(MODES, SEE_ON_VIDEO), offered, 2.9),
    ),
    (
        Skip("others offer it", OF_STRANGERS),
        Skip(
            "a letter may come so",
            words("cancel*, enrol*, notice, membership ends, countersign*, withdraw*, take back, terminat*"),
            unless=either(FROM_AFAR, VIDEO_VISIT),
        ),
        Skip("someone gets to know the practice", INTRO),
        Skip("messages are not safe", UNSAFE, unless=FROM_AFAR),
        Skip("a visit is missed", MISSED),
        Skip("it is for others", words("non-members, not members"), unless=FOR_MEMBERS),
        Skip("strangers offer it", STRANGERS),
        Skip("somebody else may offer it", OTHERS, unless=OWN),
    ),
)
