"""The kinds of service, each under our own name with the wordings by which agreements know it.

One alternation of all wordings finds them in a clause; the longest wording counts where several begin at one place.
"""

import re
from functools import lru_cache

from bot.contracts.reading.patterns import Pattern, words

WORDINGS: dict[str, str] = {
    "office visits": """
        office visit*, office appointment*, in-person visit*, in-office visit*, clinic visit*,
        primary care visit*, primary care office visit*, primary care appointment*, visits, longer visit*,
        extended visit*, extended appointment*, longer appointment*, routine visit*, follow-up visit*,
        follow-up appointment*, unlimited appointment*, unlimited visit*, unhurried visit*,
        unhurried appointment*, well visit*, wellness and sick visit*, follow-up consult*, office consultation*""",
    "sick visits": """
        sick visit*, sick and well visit*, acute visit*, acute care, acute care visit*,
        acute and chronic care visit*, acute and non-acute office visit*, acute illness*, urgent care visit*,
        urgent care, urgent visit*, minor illness*, acute and chronic care, acute and chronic visit*,
        care of minor injur*, minor injur*, treatment of everyday illness*""",
    "same-day visits": """
        same-day appointment*, same-day visit*, same-day or next-day appointment*, same-day or next-day visit*,
        same-day and next-day appointment*, same-day and next-day visit*, same-day / next-day appointment*,
        same-day access, same-day/next-day appointment*, same-day/next-day visit*, same-day/next-day scheduling,
        same-day scheduling, same-day and next-day access, same-day care, same-day or next-day scheduling,
        same or next-day appointment*, same or next business day appointment*, same-day sick visit*,
        same-day or next-day sick visit*, same-day urgent visit*, appointments on the same, seen the same day,
        seen on the same day, next-day appointment*, next-day visit*, priority scheduling,
        same-day office visit*""",
    "phone and video visits": """
        video visit*, phone visit*, telephone visit*, video consult*, telephone consult*, phone consult*,
        phone and video visit*, phone or video visit*, telephone and video visit*, video and phone visit*,
        telehealth, telehealth visit*, telemedicine, telemedicine visit*, tele-visit*, e-visit*, virtual visit*,
        virtual appointment*, virtual consult*, virtual care, virtual primary care, virtual primary care visit*,
        video appointment*, video chat*, video call*, telephone and portal visit*, telephone appointment*,
        secure video visit*, secure video consult*, secure video and telephone consult*, remote visit*,
        online visit*, webcam visit*, phone call*, telephone call*""",
    "messages": """
        text messag*, texting, texts, secure messag*, portal messag*, messaging, e-mail access, e-mails, e-mail,
        text access, text and e-mail, e-mail and text, direct messag*, patient portal access, unlimited text*,
        portal access, phone / text, phone and text access, secure e-mail, electronic communication*""",
    "after-hours care": """
        after-hours access, after-hours care, after-hours call*, after-hours phone access, after-hours line,
        after-hours contact, after-hours consult*, after-hours visit*, after-hours availability,
        after-hours medical care, 24/7 access, 24/7 phone access, 24/7 direct access, 24/7 physician access,
        24/7 direct physician access, 24/7 availability, 24 hour access, night/weekend access,
        nights and weekend*, on-call service*, round-the-clock access, around-the-clock line,
        after-hours and weekend access, weekend visit*, evening and weekend access""",
    "home visits": """
        home visit*, house-call*, home and office visit*, home or office visit*, in-home visit*,
        home-based visit*, visits to the home, visits at home, home care visit*""",
    "annual exam": """
        annual physical*, annual exam*, annual physical exam*, annual check-up*, annual comprehensive exam*,
        annual comprehensive physical*, comprehensive annual physical*, comprehensive annual exam*,
        comprehensive physical*, yearly physical*, yearly exam*, yearly check-up*, yearly comprehensive exam*,
        full physical*, complete physical*, annual comprehensive evaluation*, comprehensive evaluation*,
        annual health assessment*, annual evaluation*, annual health evaluation*, annual assessment*,
        routine physical*, routine physical exam*, physical exam*, general physical*, physicals,
        comprehensive visit*, annual health exam*, annual (adult|head-to-toe) (physical|exam)*""",
    "executive physical": """executive physical*, executive health assessment*, executive exam*,
        executive-level physical*""",
    "wellness visit": """
        wellness visit*, annual wellness visit*, annual wellness exam*, wellness exam*, yearly wellness exam*,
        preventive visit*, preventive care, preventive exam*, preventive care visit*,
        preventive and wellness visit*, preventative care, preventative visit*, preventive health visit*,
        wellness examination and evaluation, preventive medicine, preventive services, wellness check*,
        annual preventive exam*, comprehensive wellness evaluation*, annual wellness evaluation*,
        annual preventive visit*""",
    "preventive screenings": """
        preventive screening*, cancer screening*, health screening*, preventive health screening*,
        age-appropriate screening*, screening test*, mammogram*, colonoscop*, memory and fall-risk screening*,
        screenings, depression screening*, cognitive screening*, cardiovascular screening*, routine screening*,
        bone density*""",
    "chronic-care management": """
        chronic disease management, chronic care management, chronic condition management, chronic care,
        chronic disease care, chronic illness management, chronic illness care,
        management of chronic (illness|disease|condition)*, management of long-lasting illness*,
        management of long-term condition*, chronic condition*, chronic disease*, chronic illness*,
        care of chronic (illness|disease|condition)*, ongoing care for chronic condition*, diabetic monitoring,
        blood pressure monitoring, diabetes management, diabetes care, hypertension management,
        care for chronic condition*, follow-up of long-term condition*""",
    "in-office procedures": """
        in-office procedure*, office procedure*, minor procedure*, basic procedure*, minor in-office procedure*,
        basic in-office procedure*, basic office procedure*, simple procedure*, simple in-office procedure*,
        minor office procedure*, minor surgical procedure*, minor office surger*, minor surger*,
        abscess drainage, incision and drainage, i&d, abscess incision and drainage, drainage of abscess*,
        ear wash*, ear wax removal*, earwax removal*, ear wax, ear lavage, removal of cerumen,
        ingrown nail removal*, ingrown toenail*, toenail removal*, in-house procedure*, foreign body removal*,
        procedures, office-based procedure*, common procedure*""",
    "stitches": """
        stitches, suture*, suturing, laceration repair*, laceration*, wound repair*, wound repair and suture*,
        wound care, wound closure*, abrasion and laceration care, repair of (simple|minor) laceration*,
        simple laceration repair*""",
    "skin procedures": """
        skin biops*, biops*, skin tag*, skin tag removal*, wart removal*, wart treatment*, wart freezing,
        cryotherapy, cryo, mole removal*, skin lesion removal*, lesion removal*, removal of skin lesion*,
        removal of skin lesions/warts, removal of benign skin lesion*, cryotherapy and skin lesion removal*,
        skin procedure*, skin check*, freezing of wart*, removal of wart*, skin stuff""",
    "joint injections": """
        joint injection*, knee injection*, steroid injection*, cortisone injection*, trigger point injection*,
        simple aspiration/injection of joint*, joint aspiration*, cortisone shot*""",
    "splints and casts": "splint*, casting, casts, casting/splint*, splinting, casts for simple breaks,"
" fracture care, simple fracture*",
    "EKG": "ekg*, ecg*, electrocardiogram*, ekg testing, ekg test*",
    "breathing tests": "spirometry, breathing test*, breathing treatment*, nebulizer*, nebulizer treatment*,"
" pulmonary function test*",
    "basic labs": """
        in-office lab*, in-office lab test*, in-office test*, in-house lab*, in-house test*,
        in-office point-of-care test*, point-of-care test*, point-of-care lab*, point-of-care lab testing,
        basic lab*, basic lab test*, basic in-office lab*, basic laboratory*, routine lab*, routine blood work,
        simple lab*, urinalys*, urine dip*, rapid strep*, strep test*, strep, rapid test*, flu test*,
        pregnancy test*, urine pregnancy test*, basic in-office laboratory test*, on-site lab test*,
        simple test*, in-house testing, drawing basic lab*, blood draw*, in-office lab draw*, lab draw*,
        on-site lab*, phlebotomy, labs drawn in the office, rapid covid test*, covid test*, rapid flu*,
        simple tests done in the office""",
    "lab tests": """
        labs, lab work, laboratory, laboratory test*, laboratory work, laboratory stud*, laboratory service*,
        lab test*, lab testing, lab service*, laboratory testing, laboratories, labs and imaging, blood work,
        bloodwork, blood test*, outside lab*, outside laborator*, lab fee*, laboratory fee*,
        outside laboratory work, lab panel*, cbc, cmp, tsh, a1c, hemoglobin a1c, lipid panel*, lipids, psa,
        vitamin d, ferritin, metabolic panel*, lab stud*, reference lab*, pathology, pathology service*,
        diagnostic lab*, diagnostic test*, lab pricing, specimen analysis, urine culture*""",
    "advanced labs": """
        advanced lab*, advanced lab panel*, advanced laborator*, advanced diagnostic*,
        advanced diagnostic panel*, specialty lab*, specialty test*, specialty lab test*, genetic test*,
        genetic panel*, advanced testing, advanced blood work, food sensitivity test*, specialized lab*,
        specialized testing, hormone panel*, genomic test*, genetic insight*, advanced cardiac test*,
        advanced lipid test*""",
    "imaging": """
        imaging, advanced imaging, imaging stud*, imaging service*, hospital imaging, diagnostic imaging,
        x-rays, x-ray*, mri*, ct, ct scan*, cat scan*, ultrasound*, radiology, radiology service*,
        radiological stud*, mri scan*, dexa*, outside imaging, radiologic stud*, body composition scan*,
        pet scan*""",
    "medicines": """
        medicines, medications, medication*, prescription medication*, prescription drug*, prescriptions, drugs,
        meds, pills, generic medication*, generic drug*, generic medicine*, generics, in-house pharmacy,
        pharmacy, in-office dispensary, in-office pharmacy, dispensed medication*, prescription drug cost*,
        pharmaceuticals, common medicines, medicines dispensed, in-house dispens*, prescription medicine*,
        prescription cost*""",
    "prescription refills": """
        prescription refill*, medication refill*, refills, medication management, prescription management,
        prescription renewal*, prior authorization*, medication review*""",
    "vaccines": """
        vaccines, vaccine*, vaccination*, immunization*, flu shot*, flu vaccine*, tetanus booster*,
        tetanus shot*, childhood vaccin*, childhood immunization*, travel vaccin*, shots, flu shots in season,
        covid vaccin*""",
    "work and DOT physicals": """
        dot physical*, dot exam*, dot examination*, work physical*, employment physical*,
        pre-employment physical*, occupational physical*, work-related physical*, sports and dot physical*,
        immigration physical*, pre-op clearance*, pre-operative clearance*, surgical clearance*""",
    "school, camp and sport physicals": """
        sport* physical*, school physical*, camp physical*, school/sport* physical*,
        sports and school physical*, school and sport* physical*, school and camp physical*,
        sports and camp physical*, annual and sports physical*, camp and sport* physical*,
        sports/school physical*, sports and camp physical*""",
    "women's health": """
        women's health, womens health, women's care, well-woman exam*, well-woman visit*, well-woman care,
        well-woman*, well-woman care/ pap smear*, pap smear*, pap test*, paps, pap, pap w/ hpv, gynecolog*,
        gynecologic care, gynecologic exam*, routine gynecolog*, women's wellness, pelvic exam*, breast exam*,
        menopause care, women's health exam*, pap and hpv patholog*""",
    "birth control": """
        contracepti*, iud*, iud insertion*, iud placement*, birth-control, implants, nexplanon*,
        iuds and implants, contraception visit*, family planning""",
    "men's health": "men's health, mens health, vasectom*, prostate exam*",
    "well-child visits": """
        well-child visit*, well-child check*, well-child care, well-child exam*, well-child*, well-baby visit*,
        well-baby care, well-baby*, well checks, kids check-up*, newborn care, newborn visit*, pediatric care,
        pediatric visit*, child check-up*""",
    "lactation help": "lactation*, breastfeeding, breast-feeding, lactation help, breastfeeding help",
    "mental-health care": """
        mental-health, mental-health care, mental-health counsel*, mental-health service*,
        mental-health treatment, mental-health support, behavioral health, behavioral health service*,
        behavioral health care, psychotherapy, psychiatric care, psychiatry, psychological testing,
        depression and anxiety, anxiety and depression, mental-health crisis service*, basic mental-health*""",
    "nutrition counseling": """
        nutrition*, nutrition counsel*, nutritional counsel*, diet counsel*, dietary counsel*, dietitian*,
        nutrition visit*, nutritional guidance, nutrition plan*, counsel* about diet*,
        nutrition and lifestyle counsel*, personal nutrition plan*""",
    "lifestyle coaching": """
        health coaching, lifestyle counsel*, lifestyle medicine, lifestyle coaching,
        lifestyle medicine counsel*, wellness coaching, smoking cessation, tobacco cessation, stress management,
        wellness programming, wellness planning""",
    "weight loss": """
        weight loss, weight-loss program*, weight management, weight-management visit*, medical weight loss,
        weight-loss counsel*, medical weight management, glp-1*, weight-loss medication*, weight control""",
    "care coordination": """
        care coordination, coordination of care, coordination with specialist*, specialist coordination,
        care coordination and referral*, coordination of specialist*,
        coordination of (referral|hospital|your|all)*, coordinat* care,
        coordination with (hospital|other|your|outside)*, coordination with specialists and *, case management,
        care management, coordination with specialists and hospital physicians, referral coordination,
        specialist referral coordination, coordination, coordinating specialist*, patient advocacy,
        liaison with specialist*, hospital accompaniment and advocacy""",
    "referrals": """
        referrals, referral*, specialist referral*, referral management, referrals to specialist*,
        referral to specialist*""",
    "hospital visits": "hospital visits, visits in the hospital, hospital rounds, hospital rounding,"
" hospital accompaniment, hospital follow-up",
    "specialist care": """
        specialist*, specialist care, specialist visit*, specialty care, specialist service*,
        specialty service*, specialist consult*, specialist fee*, specialty consult*, specialists,
        specialty physician*, subspecialty care, dermatology, specialty visit*, services of a specialist,
        cancer care, chemotherapy, specialist consultations and visits, specialist physician*""",
    "hospital care": """
        hospital care, hospital service*, hospital stay*, hospitalization*, hospital admission*, inpatient care,
        hospital, hospital charge*, hospital bill*, in-patient service*, inpatient hospital*, inpatient*,
        hospital cost*, hospital care and emergency room visit*, hospital-based care, treatment in hospital,
        hospital treatment, hospital or emergency care, hospital procedure*""",
    "emergency care": """
        emergency care, emergency service*, emergency room*, emergency room visit*, emergency room care,
        emergency department, emergency department visit*, emergency medical*, emergency visit*,
        emergency room service*, er visit*, er care, the er, emergencies, emergency treatment, ambulance*,
        ambulance service*, emergency medicine, emergency""",
    "surgery": """
        surgery, surger*, surgeries and surgical procedure*, surgical procedure*, surgical service*,
        major surger*, surgical care, fracture surgery, surgical procedures, outpatient surger*, operations,
        circumcision*""",
    "pregnancy care": """
        pregnancy care, prenatal care, prenatal, obstetric*, obstetrical care, maternity, maternity care,
        childbirth, prenatal visit*, pre-natal care, deliver* babies, babies, pregnancy, labor and delivery,
        obstetrical service*, ob care""",
    "controlled substances": """
        controlled substance*, chronic controlled substance*, controlled medication*, controlled medicine*,
        opioid*, opioid maintenance, long-term opioid*, long-term opioid therapy, narcotic*,
        chronic pain management, pain management, chronic pain medication*, benzodiazepine*, stimulant*,
        chronic controlled medication*, opioid pain *""",
    "addiction treatment": "addiction treatment, medication-assisted treatment*, suboxone*,"
" substance abuse treatment, addiction medicine",
    "travel medicine": """
        travel medicine, travel consult*, travel medicine consult*, travel medicine advice,
        travel medicine review*, travel advice, travel health, travel clinic, travel medicine support,
        travel packet*""",
    "forms and paperwork": """
        forms, school form*, camp form*, school and camp form*, school and sport form*, sports and camp form*,
        paperwork, fmla form*, fmla paperwork, disability form*, disability paperwork, form completion,
        completion of form*, school letter*, sports form*, disability evaluation*, forms charge, work note*,
        court work, forms for disability or fmla, insurance form*, sports and school form*, legal paperwork""",
    "IV therapy": "iv therapy, iv hydration, iv infusion*, iv fluid*, iv nutrient*, iv vitamin*,"
" nutrient therap*, infusion*, iv treatment*",
    "hormone therapy": """
        hormone therapy, hormone replacement*, hormone replacement therapy, bioidentical hormone*,
        hormone optimization, hormone pellet*, pellets, hormone care, testosterone therapy,
        testosterone replacement*, testosterone, hrt, trt, peptide therap*""",
    "allergy care": "allergy shot*, allergy test*, allergy care, cortisone allergy shot*,"
" allergy injection*, immunotherapy",
    "shots given in the office": """antibiotic injection*, b12 injection*, b12 shot*, b-12 shot*,
        vitamin injection*, b12, injections""",
    "manual therapy": "osteopathic manipulat*, omt, acupuncture, chiropractic*, massage*,"
" osteopathic manipulative treatment, dry needling",
    "physical therapy": "physical therap*, occupational therap*, speech therap*, rehabilitation",
    "medical equipment": """
        durable medical equipment, dme, medical equipment, medical suppl*, medical equipment and suppl*,
        durable equipment, orthopedic supplies, braces, crutches""",
    "supplements": "supplements, supplement*, nutritional supplement*, vitamins, dietary supplement*",
    "cosmetic treatments": "cosmetic*, cosmetic treatment*, botox*, fillers, aesthetic*, cosmetic procedure*,"
" aesthetic service*, hair restoration",
    "dental and eye care": "dental care, dental*, vision care, eyeglasses, eye exam*, optometr*",
    "drug tests": "drug screen*, drug test*, urine drug *",
    "advance directives": """advance directive*, preparation of advance directives, end-of-life planning,
        advance care planning""",
}  # fmt: skip

PREVENTIVE = frozenset(  # health plans must pay for these without a share of the patient
    ("annual exam", "wellness visit", "preventive screenings", "vaccines", "well-child visits", "women's health")
)
ELSEWHERE = frozenset(("specialist care", "hospital care", "emergency care", "surgery"))  # what no such practice gives

KINDS: dict[str, Pattern] = {name: words(" ".join(phrases.split())) for name, phrases in WORDINGS.items()}
PHRASES = sorted(
    (phrase.strip() for phrases in WORDINGS.values() for phrase in " ".join(phrases.split()).split(",")),
    key=len,
    reverse=True,
)
FIRST_LETTERS = sorted({phrase[0] for phrase in PHRASES})
NAMED = re.compile(  # by first letters, for speed: few of the wordings are tried at a word
    r"\b(?=\w)(?:"
    + "|".join(
        rf"(?={letter}){words(', '.join(phrase for phrase in PHRASES if phrase[0] == letter)).pattern}"
        for letter in FIRST_LETTERS
    )
    + ")"
)
"""Any wording of any kind of service."""


@lru_cache(maxsize=4096)
def kind(wording: str) -> str:
    """Return the name of the service that a wording of NAMED stands for.

    >>> kind("house calls"), kind("ct scans"), kind("yearly physical")
    ('home visits', 'imaging', 'annual exam')
    """
    return next(name for name, pattern in KINDS.items() if pattern.fullmatch(wording))
