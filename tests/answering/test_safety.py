"""The emergency screen, with the rules that are shipped."""

from pathlib import Path
from time import perf_counter
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.safety import (
    Alarm,
    Danger,
    NoticeText,
    SafetyRules,
    calm_notice,
    emergency_notice,
    screen,
    stretches,
)
from bot.errors import KnowledgeError
from bot.library import checked, read

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
RULES = SafetyRules.model_validate(read(KNOWLEDGE / "understanding" / "safety.yaml"))
PHRASES = yaml.safe_load((Path(__file__).parents[2] / "evals" / "cases" / "emergency_phrases.yaml").read_text("utf-8"))
NOTICES: dict[Danger, NoticeText] = {
    kind: NoticeText.model_validate(read(KNOWLEDGE / "strings" / "en" / "safety.yaml")[kind])
    for kind in get_args(Danger)
}

EXPLICIT: list[tuple[Danger, str]] = [
    ("medical", "crushing pain in my chest going into my jaw"),
    ("medical", "chest pain"),
    ("medical", "My husband grabbed his chest and went down"),
    ("medical", "her mouth is drooping and her words make no sense"),
    ("medical", "I suddenly went blind in one eye"),
    ("medical", "I'm struggling to breathe"),
    ("medical", "something is stuck in her throat and she can't breathe"),
    ("medical", "stepped on glass, won't quit bleeding"),
    ("medical", "he's unconscious"),
    ("medical", "my brother is convulsing on the floor"),
    ("medical", "my tongue is swelling and I have hives"),
    ("medical", "My 3-week-old has a fever of 101.5"),
    ("medical", "my infant is floppy and hard to wake"),
    ("medical", "she fell down the stairs and hit her head, now she's really sleepy"),
    ("medical", "I'm 38 weeks pregnant and bleeding"),
    ("medical", "worst headache of my life"),
    ("medical", "pulled her out of the pool and she isn't responding"),
    ("medical", "my husband got electrocuted"),
    ("medical", "my son spilled boiling water on himself"),
    ("medical", "her sugar is 31 and she won't answer"),
    ("crisis", "I want to kill myself"),
    ("crisis", "I've started cutting again"),
    ("crisis", "my boyfriend choked me"),
    ("crisis", "He said if I leave he'll kill me"),
    ("crisis", "I'm about to hurt my baby"),
    ("poison", "my toddler swallowed bleach"),
    ("poison", "I took a whole bottle of tylenol"),
    ("poison", "took my pills twice today by accident"),
    ("poison", "carbon monoxide alarm is going off"),
    ("poison", "I mixed bleach and ammonia and now I'm coughing"),
]

OTHERS: list[tuple[Danger, str]] = [
    ("medical", "a patient in the lobby is having a seizure"),
    ("medical", "member called, says his wife is unresponsive"),
    ("medical", "My neighbor collapsed while mowing and he has no pulse"),
    ("medical", "my mother she can no talk, the face is fall"),
    ("crisis", "my teenager is cutting herself"),
    ("crisis", "my brother says he's going to shoot himself"),
    ("crisis", "he's beating my mom right now"),
    ("poison", "Grandma took all her pills at once by mistake"),
    ("poison", "my roommate od'd"),
]

VEILED: list[tuple[Danger, str]] = [
    ("medical", "probably just heartburn but it goes down my arm and I'm sweating"),
    ("medical", "it's nothing but half my face feels frozen"),
    ("crisis", "i don't want to be here anymore"),
    ("crisis", "gonna unalive myself"),
    ("crisis", "kms"),
    ("crisis", "I just want to end it all"),
    ("crisis", "everyone would be better off without me"),
    ("crisis", "no reason to go on"),
    ("crisis", "I've been saving up my pills"),
    ("crisis", "I won't be around much longer so who gets my refund"),
    ("crisis", "sleep and never wake up"),
    ("crisis", "he won't let me leave the house"),
    ("poison", "I took more than I should have of my heart meds"),
]

SLIPS: list[tuple[Danger, str]] = [
    ("medical", "i cant breth pls help"),
    ("medical", "chset pain 2 hrs"),
    ("medical", "i thnk im havign a haert attakc"),
    ("medical", "my sons not breathng"),
    ("medical", "C A N T  B R E A T H E, I can't br\u200beathe"),
    ("crisis", "i want to k1ll myself"),
    ("crisis", "wanna dieee, feeling sucidal"),
    ("poison", "swallowd a hole bottel of advil"),
]

LANGUAGES: list[tuple[Danger, str]] = [
    ("medical", "no puedo respirar"),
    ("crisis", "ya no quiero vivir"),
    ("poison", "mi hijo tomó cloro"),
    ("medical", "tôi khó thở và đau ngực"),
    ("crisis", "tôi muốn tự tử"),
    ("poison", "con tôi nuốt pin"),
    ("medical", "我喘不过气"),
    ("crisis", "我想自杀"),
    ("poison", "我儿子吞了电池"),
    ("medical", "hindi makahinga ang anak ko"),
    ("crisis", "ayoko nang mabuhay"),
    ("poison", "nakainom ng bleach ang anak ko"),
    ("medical", "mon mari ne respire plus"),
    ("crisis", "j'ai envie de me tuer"),
    ("poison", "ma fille a avalé une pile"),
    ("medical", "mwen pa ka respire"),
    ("crisis", "mwen vle mouri"),
    ("poison", "pitit mwen bwe klowoks"),
    ("medical", "숨을 못 쉬겠어요"),
    ("crisis", "죽고 싶어요"),
    ("poison", "아이가 건전지를 삼켰어요"),
    ("medical", "он не дышит"),
    ("crisis", "я хочу умереть"),
    ("poison", "ребенок проглотил батарейку"),
    ("medical", "لا أستطيع التنفس"),
    ("crisis", "أريد أن أموت"),
    ("poison", "ابني شرب كلور"),
    ("medical", "não consigo respirar"),
    ("crisis", "quero morrer"),
    ("poison", "tomei muitos comprimidos"),
]

ORDINARY = [
    "does it cover ER visits",
    "what happens in an emergency under this agreement",
    "is a stroke covered",
    "Who do I call if I have chest pain after hours?",
    "If my husband has a heart attack does the plan pay the hospital?",
    "had a stroke last year, will they take me",
    "I attempted suicide fifteen years ago, will they reject me?",
    "Since my stroke two years ago I need a ramp. Is the office accessible?",
    "no chest pain, just a routine checkup",
    "I'm not suicidal, I'm just asking whether therapy is included",
    "is there a suicide clause in the policy",
    "Is domestic violence a reason I can break the contract",
    "this paperwork is killing me",
    "dying to know if they take kids",
    "I nearly had a heart attack when I saw the bill",
    "kill the auto-renewal",
    "we're drowning in medical bills",
    "can't live without my doctor",
    "I can't afford to keep going with this plan",
    "I want to end my membership",
    "would we be better off without insurance",
    "no point in continuing the membership",
    "they beat the price of my old plan",
    "the office is not responding",
    "I took the 12 month plan",
    "my mom takes 12 pills a day, does the plan review meds",
    "refund if I pass away?",
    "¿El plan cubre un ataque al corazón?",
    "no quiero seguir con el plan",
    "我爸去年中风了，可以加入吗",
    "est-ce que l'AVC est couvert",
    "инсульт покрывается?",
]

QUESTIONS = [
    "what does the plan cost",
    "Does it cover ER visits?",
    "How do I cancel my membership?",
    "what happens if I cancel early",
    "is the fee refundable if I die lol",
    "I had a stroke last year, will they take me?",
    "This contract is killing me.",
]


def kinds(alarm: Alarm | None) -> tuple[Danger, ...]:
    """Return every kind of danger that an alarm names."""
    return (alarm.kind, *alarm.also) if alarm else ()


@pytest.mark.parametrize(("kind", "message"), [*EXPLICIT, *OTHERS, *VEILED, *SLIPS, *LANGUAGES])
def test_an_emergency_raises_an_alarm_of_its_kind(kind: Danger, message: str) -> None:
    """It does so said plainly, of others, between the lines, with slips and in other languages."""
    assert kind in kinds(screen(message, RULES))


@pytest.mark.parametrize("message", ORDINARY)
def test_what_only_looks_like_an_emergency_raises_none(message: str) -> None:
    """Questions about the plan, figures of speech, the past and denials go on to be answered."""
    assert screen(message, RULES) is None


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("kind", "message"), [*EXPLICIT, *OTHERS])
def test_a_question_about_the_plan_never_silences_an_emergency(kind: Danger, message: str, question: str) -> None:
    """It may come before or after, in a sentence of its own or on a line of its own."""
    for text in (
        f"{question}. {message}",
        f"{question}\n{message}",
        f"{message}. {question}",
        f"{message}\n{question}",
    ):
        assert kind in kinds(screen(text, RULES)), text


@given(
    st.sampled_from([message for _, message in EXPLICIT]),
    st.sampled_from(QUESTIONS),
    st.sampled_from(["?? ", " - ", "...\n", ". Also, ", ", and ", "; btw "]),
)
def test_no_way_of_joining_the_two_silences_it(message: str, question: str, joint: str) -> None:
    """Whatever stands between the question and the emergency, the alarm is raised."""
    assert screen(f"{question}{joint}{message}", RULES)


@given(st.text(), st.sampled_from(["", *(message for _, message in EXPLICIT)]))
def test_no_text_makes_it_fail(text: str, message: str) -> None:
    """Any characters at all may stand in a message."""
    screen(text + message, RULES)
    screen(message + text, RULES)


@settings(deadline=None)
@given(st.sampled_from([message for _, message in EXPLICIT]), st.sampled_from(["🆘 ", "\u202e", "!!! ", "   \n"]))
def test_decoration_and_capitals_change_nothing(message: str, decoration: str) -> None:
    """Emoji, signs and shouting leave the alarm as it is."""
    assert kinds(screen(decoration + message.upper(), RULES)) == kinds(screen(message, RULES))


def test_a_message_is_read_in_a_moment() -> None:
    """The longest message that the chat takes needs far less than a reply."""
    screen("warm up", RULES)
    start = perf_counter()
    screen("does the plan cover my visits if I am away, and what is the fee? " * 60, RULES)
    assert perf_counter() - start < 1


def test_the_first_kind_is_the_one_whose_notice_says_most() -> None:
    """Poison comes before the rest, and the others are kept."""
    alarm = screen("I want to die, I swallowed 40 sleeping pills and I can't breathe", RULES)
    assert alarm is not None
    assert (alarm.kind, alarm.also) == ("poison", ("medical", "crisis"))


def test_a_notice_holds_the_contacts_of_all_kinds_once() -> None:
    """Its words are those of the first kind."""
    notice = emergency_notice(Alarm("poison", ("crisis",)), NOTICES)
    hrefs = [contact.href for contact in notice.contacts]
    assert notice.heading == NOTICES["poison"].heading
    assert hrefs[0] == "tel:+18002221222"
    assert {"tel:911", "tel:988", "sms:988", "tel:+18007997233"} <= set(hrefs)
    assert len(hrefs) == len(set(hrefs))


@pytest.mark.parametrize("kind", get_args(Danger))
def test_a_notice_is_short_and_says_that_it_cannot_call(kind: Danger) -> None:
    """Three sentences at most before the last, which is the same in all of them."""
    text = NOTICES[kind].text
    assert text.endswith("This is an automated assistant and cannot call for help.")
    assert text.count(". ") <= 3
    assert "911" in text + NOTICES[kind].heading


@pytest.mark.parametrize("language", PHRASES)
def test_key_phrases_of_other_languages_alarm_and_ordinary_questions_in_them_do_not(language: str) -> None:
    """They do so in capitals as well; what each says is in the file of phrases."""
    for says, texts in PHRASES[language].items():
        wrong = [
            text for one in texts for text in (one, one.upper()) if bool(screen(text, RULES)) == (says == "ordinary")
        ]
        assert not wrong, says


def test_a_hint_alone_is_marked() -> None:
    """What only names something weighs less than a sign."""
    named, said = screen("carbon monoxide", RULES), screen("I can't breathe", RULES)
    assert named is not None
    assert said is not None
    assert (named.hinted, said.hinted) == (True, False)


def test_a_long_message_is_read_to_its_end_in_bounded_time() -> None:
    """Also one made to be slow, with a match at every step that its wording excuses."""
    slow = "does it cover chest pain " * 2000
    start = perf_counter()
    assert screen(slow, RULES) is None
    assert perf_counter() - start < 10
    assert screen("what is the fee for a visit in the evening " * 2000 + "I can't breathe", RULES) is not None


def test_stretches_overlap_and_hold_the_whole_message() -> None:
    """So that nothing is cut in two."""
    message = "".join(chr(33 + at % 90) for at in range(12_345))
    pieces = list(stretches(message))
    assert all(message.find(piece) >= 0 for piece in pieces)
    assert pieces[-1].endswith(message[-10:])
    assert list(stretches("")) == [""]


def test_a_calm_notice_is_a_warning_with_the_contacts_of_its_kind() -> None:
    """It says what it is told to say."""
    notice = calm_notice(Alarm("poison", sure=False), NOTICES, "If", "Call.")
    assert (notice.level, notice.heading, notice.text) == ("warning", "If", "Call.")
    assert notice.contacts == NOTICES["poison"].contacts


def test_a_phrase_that_names_no_list_is_an_error() -> None:
    """The error names the phrase."""
    broken = RULES.model_copy(update={"signs": {"medical": {"chest": ("{nowhere} hurts",)}}})
    broken.__dict__.pop("compiled", None)
    with pytest.raises(KnowledgeError, match="nowhere"):
        screen("my chest hurts", broken)


def test_the_rules_are_checked_when_they_are_read() -> None:
    """What is missing is named with its place."""
    with pytest.raises(KnowledgeError, match="spellings"):
        checked(SafetyRules, {}, Path("safety.yaml"))
