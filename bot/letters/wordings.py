"""The words that letters of practices have for the new model, for joining and for what becomes of the rest."""

import re

MODEL = re.compile(
    r"\bmembership|\bmembers[- ]only|\bsubscri(?:be|ption)|\bmembers only\b|\bconcierge|\bdirect[- ](?:primary[- ])?(?:patient[- ])?care|\bdpc\b|\bretainer"
    r"|\bprivate (?:pay )?(?:medical )?practice|\bpersonali[sz]ed (?:care|medicine|health)|\bmembers\b"
)
NEW = re.compile(
    rf"{MODEL.pattern}|\bnew (?:model|system|practice|one|program|arrangement|way)\b|\bprogram\b|\btransition|\bconver(?:t|sion)"
    r"|\bchang(?:e|es|ing)\b|\blimited to|\brestrict|\bswitch|\bout of (?:all )?(?:insurance )?networks?|\bsmall(?:er)? practice|\bonly see\b|\bsee only\b"
)
JOIN = re.compile(
    r"\bjoin|\benrol|\bsign(?:ing)? up|\bsubscrib|\breserv\w+ (?:your|a|yours)\b|\b(?:hold|keep|want|like|get) (?:your|a|my|that) (?:place|spot|seat|space)"
    r"|\bcom(?:e|ing) along|\b(?:wish|want|like|choos|intend)\w*(?: to)? (?:stay|continue|remain)|\bsigns?\b|\banswer\b|\bintention|\bwant in\b|\byou're in\b|\breply|\bhear from you|\blet (?:us|me) know"
    r"|\b(?:tell|inform|notify) (?:us|me|\w+ at)|\brespond|\bresponse|\bdeci(?:de|sion)|\bchoose\b|\bretainer agreements?|\bmembership (?:services )?agreements?"
    r"|\bbe among\b|\bbecome (?:a member|members|(?:her|his|my|our) patients?)|\bneed to know|\bcut-?off|\bdeadline|\bplaces?\b|\bspots?\b|\bregist(?:er|ration)|\bcommit\b"
    r"|\binterested\b|\bconfirm|\bforms are due|\bapplication"
)
PAPER = re.compile(r"\b(?:form|forms|card|slip|packet|paperwork|envelope|agreement|agreements)\b")
RECORDS = re.compile(
    r"\b(?:medical |health |patient |patients' )?records?\b(?<!of record)(?! time)|\bcharts?\b(?! review)|\brelease\b|\bauthori[sz]ations?\b|\bvaccine record"
)
URGENT = re.compile(
    r"\bemergen|\burgent|\bbridge|\bacute\b|\bfall ill|\bsick visits?\b|\brefills?\b|\b(?:you're|you are|you get|you become|you fall) (?:sick|ill)\b|\binterim care|\bcan't wait|\bcannot wait"
)
SEEN = re.compile(
    r"\bsee(?:ing|n)?\b|\btreat|\bcare\b|\bvisits?\b|\bpatients?\b|\bnon-?members?\b|\bdoctor\b|\bphysician\b|\brelationship\b|\bappointments?\b|\bhere\b"
    r"|\bdoor is\b|\bserve\b|\byours (?:through|until|till)|\bschedule\b|\bcovered by us|\bin the office|\bregular practice|\btraditional practice|\bold practice"
)
DOCTORS = re.compile(
    r"\bdr\.? [a-z]|\bdoc [a-z]|\bdoctors?\b|\bphysicians?\b|\bcolleagues?\b|\bpartners?\b|\bclinics?\b|\bhealth (?:center|centre)|\bmedical (?:group|associates|center)"
    r"|\bmedicine\b|\bmedical\b|\bpediatrics?\b|\bpediatricians?|\bpractitioners?\b|\binternists?\b|\bhealth system|\bproviders?\b|\bpractices?\b|\bassociate|\bphysician assistants?|\bmidwi(?:fe|ves)|\bhospitals?\b"
)
PHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])?\d{3}[-. ]\d{4}(?![\d-])")
E_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
NOT = r"(?:\bnot\b|n't\b|\bcannot\b|\bno longer\b|\bnever\b|\bunable\b|\bstop(?:ped|ping)?\b|\bcease)"
