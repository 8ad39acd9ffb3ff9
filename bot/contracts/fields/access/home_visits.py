"""Whether the doctor comes to the patient's home."""

from bot.contracts.fields.access.offer import offer, offered
from bot.contracts.reading.cues import Cue, Skip
from bot.contracts.reading.patterns import closing, either, opening, then, words

HOUSE_CALL = words(
    "house-call*, home-call*, home-based (visit|care|primary|medical)*, mobile (visit|house)*, domiciliary (visit|care)*"
)
HOME_VISIT = words(
    """(home|in-home|at-home|home-bound) [and|or|office|medical|doctor|physician|sick|clinic|hospital|newborn|
    postpartum|well|work|workplace|hotel]
    (visit|appointment|consultation|exam|doctor visit)*, office and home visit*, house visit*, in-home [primary|
    medical] (care|services)"""
)
VISIT_AT_HOME = then(
    words(
        """visit*, see, sees, seen, attend*, treat*, appointment*, care, consult*, exam*, come, comes, coming,
        travel*, drive*, service[s]"""
    ),
    25,
    words(
        """(at|in|to) (a|your|the|my|their|his|her|member's|patient's|client's|members|patients) [client's|patient's|member's|patients|
        members|own|private] (home|homes|house|residence|apartment|living room|door|doorstep|bedside),
        at home, in the comfort of (your|their|his) [own] home, your (home|house) or (office|workplace|hotel)"""
    ),
)
COMES = words(
    """(come|comes|coming|travel|travels|drive|drives) [out] to (you|the patient|the member|patients|members|
    where (you|they|patients|members) (are|live)),
    (doctor|physician|nurse|clinician|provider|practitioner)[s] _ be sent to (your|a patient's|the member's) [own] (home|house|residence),
    (stop|stops|drop|drops|swing|swings) by (your|the|their|a member's) (house|home|door),
    visit you [in|at] (your|home) _, (come|comes|go|goes) to (homes|a home|your front porch), (at|on) your (kitchen table|front porch)"""
)
PLACES = words(
    """(office or|clinic or|office, or|our place or|here or) (yours|your home|your house|home), (house|place|
    office) or yours"""
)

OTHER_HOMES = words("nursing, funeral, retirement, group, rest, assisted-living, foster")
AGENCY = words(
    """home health*, home care (agency|nurs*), hospice, visiting nurse*, nursing home*, phlebotom*, home (test*|
    monitor*|kit*|sleep|infusion),
    (blood|lab|labs) (draw|draws|work), (deliver|delivers|delivered|delivery of|ship|ships|shipped) [your|the|
    of] (medication|medicine|prescription|suppl|drug)*, home page, homepage"""
)
OWN = words("house-call*, home visit*, in-home visit*, home or office visit*, office or home visit*")
MISSED = words("missed, no-show*, late cancel*, cancelled late, nobody is [at] home, not [at] home")
ELSEWHERE = words("telehealth, telemedicine, video, virtual, tele-visit*")

FIELD = offer(
    "home_visits",
    words(
        "home*, house*, domicil*, porch, kitchen, living room, where (you|they) live, apartment, residence, yours, mobile visit*, come*, travel*, drive*"
    ),
    (
        Cue("We make house calls.", HOUSE_CALL, offered, 3),
        Cue("Home visits are part of the plan.", HOME_VISIT, offered, 3, before=OTHER_HOMES),
        Cue(
            "Your doctor can see you at your own home.",
            VISIT_AT_HOME,
            offered,
            2.9,
            before=either(closing(ELSEWHERE, 40), closing(words("you, patients, members"), 8)),
            after=opening(12, ELSEWHERE),
        ),
        Cue("In bad weather the doctor comes to you.", COMES, offered, 2.7, after=opening(12, ELSEWHERE)),
        Cue("Care takes place in our office or yours.", PLACES, offered, 2.7, unless=words("insur*")),
    ),
    (
        Skip("an agency, a laboratory or a courier comes", AGENCY, unless=OWN),
        Skip("a visit is missed", MISSED),
    ),
)
