"""What people say in the system tests, by language; no sentence of it stands in tests/evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.language import Language


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """One language's sentences."""

    # Answered by session/length; by session/length and clinic/opening-hours.
    session_length: str
    two_questions: str
    # A first question, a shorter one after it, and the topics of the two.
    follow_ups: tuple[tuple[str, str, str, str], ...]
    # On therapies/cupping and prevention/smoking, and words that say nothing without one of them.
    cupping: str
    smoking: str
    leaning: str
    unknown: str
    out_of_scope: tuple[str, ...]
    greeting: str
    goodbye: str
    thanks: str
    help: str
    bot_challenge: str
    complaint: str
    person: str
    # The title of the quick reply that asks for a person.
    person_button: str
    bookings: tuple[str, ...]
    switch_to: str
    delete: str
    yes: str
    no: str
    private: str


SENTENCES: Final = {
    Language.EN: Sentences(
        session_length="How many minutes does one acupuncture treatment last?",
        two_questions="How long does a session take? And what are your opening hours?",
        follow_ups=(
            (
                "Can you explain what acupuncture is?",
                "and does it hurt?",
                "acupuncture/what-it-is",
                "safety/pain-of-needles",
            ),
            (
                "Can you explain what cupping is?",
                "how long does it take?",
                "therapies/cupping",
                "session/length",
            ),
        ),
        cupping="What does cupping do?",
        smoking="Does smoking harm my back?",
        leaning="and how does that work?",
        unknown="Which colour should the waiting room be painted, and by which painter?",
        out_of_scope=("What will the weather be like in Paris tomorrow?", "Can you fix my washing machine?"),
        greeting="Good morning!",
        goodbye="Goodbye, see you",
        thanks="Thank you very much",
        help="What can you help me with?",
        bot_challenge="Am I talking to a robot?",
        complaint="This is really bad service, I am not satisfied at all",
        person="Can I speak to a real person, please?",
        person_button="Talk to a person",
        bookings=(
            "I would like to make an appointment for next Tuesday",
            "I need to move my appointment to another day",
            "Please cancel my appointment",
            "When is my appointment again?",
        ),
        switch_to="Could we continue in English please?",
        delete="Please delete my data",
        yes="yes",
        no="no",
        private="My name is Zebedee Quackenbush and my lower back hurts since Thursday",
    ),
    Language.NL: Sentences(
        session_length="Hoeveel minuten duurt één acupunctuurbehandeling?",
        two_questions="Hoelang duurt een sessie? En wat zijn de openingstijden?",
        follow_ups=(
            (
                "Kunt u uitleggen wat acupunctuur is?",
                "en doet dat pijn?",
                "acupuncture/what-it-is",
                "safety/pain-of-needles",
            ),
            ("Kunt u uitleggen wat cupping is?", "hoelang duurt dat?", "therapies/cupping", "session/length"),
        ),
        cupping="Wat doet cupping eigenlijk?",
        smoking="Is roken slecht voor mijn rug?",
        leaning="en hoe werkt dat?",
        unknown="Welke kleur moet de wachtkamer krijgen, en van welke schilder?",
        out_of_scope=("Wat voor weer wordt het morgen in Parijs?", "Kunt u mijn wasmachine repareren?"),
        greeting="Goedemorgen!",
        goodbye="Tot ziens dan maar",
        thanks="Hartelijk bedankt",
        help="Waar kunt u mij mee helpen?",
        bot_challenge="Praat ik nu met een robot?",
        complaint="Dit is echt slechte service, ik ben helemaal niet tevreden",
        person="Kan ik een echt mens spreken, alstublieft?",
        person_button="Met iemand praten",
        bookings=(
            "Ik wil graag een afspraak maken voor volgende week dinsdag",
            "Ik moet mijn afspraak naar een andere dag verzetten",
            "Wilt u mijn afspraak annuleren",
            "Wanneer is mijn afspraak ook alweer?",
        ),
        switch_to="Kunnen we in het Nederlands verdergaan?",
        delete="Verwijder mijn gegevens alstublieft",
        yes="ja",
        no="nee",
        private="Ik heet Zebedeus Kwakkelstein en heb sinds donderdag pijn onder in mijn rug",
    ),
    Language.ZH_HANT: Sentences(
        session_length="做一次針灸治療要多少分鐘？",
        two_questions="一次療程要多久？還有診所幾點開門？",
        follow_ups=(
            (
                "可以解釋一下甚麼是針灸嗎？",
                "咁會唔會好痛？",
                "acupuncture/what-it-is",
                "safety/pain-of-needles",
            ),
            ("可以解釋一下甚麼是拔罐嗎？", "要多久？", "therapies/cupping", "session/length"),
        ),
        cupping="拔罐有甚麼作用？",
        smoking="吸煙對腰背有害嗎？",
        leaning="可以講多啲嗎？",
        unknown="候診室應該油甚麼顏色，請哪位師傅油？",
        out_of_scope=("巴黎明天天氣怎樣？", "你可以幫我修理洗衣機嗎？"),
        greeting="早晨！",
        goodbye="拜拜，下次再見",
        thanks="十分感謝你",
        help="你可以幫我做甚麼？",
        bot_challenge="我是不是在跟機械人說話？",
        complaint="你們的服務真的很差，我非常不滿",
        person="我想跟真人職員說話，可以嗎？",
        person_button="找真人職員",
        bookings=(
            "我想預約下星期二",
            "我想把預約改到另一天",
            "請取消我的預約",
            "我的預約是幾時？",
        ),
        switch_to="可以用繁體中文繼續嗎？",
        delete="請刪除我的個人資料",
        yes="是",
        no="不要",
        private="我叫歐陽錦鯉，星期四開始腰骨好痛，點算好",
    ),
    Language.ZH_HANS: Sentences(
        session_length="做一次针灸治疗要多少分钟？",
        two_questions="一次治疗要多久？还有诊所几点开门？",
        follow_ups=(
            (
                "可以解释一下什么是针灸吗？",
                "那会不会很疼？",
                "acupuncture/what-it-is",
                "safety/pain-of-needles",
            ),
            ("可以解释一下什么是拔罐吗？", "要多久？", "therapies/cupping", "session/length"),
        ),
        cupping="拔罐有什么作用？",
        smoking="抽烟对腰背有害吗？",
        leaning="可以多讲一点吗？",
        unknown="候诊室应该刷什么颜色，请哪位师傅来刷？",
        out_of_scope=("巴黎明天天气怎么样？", "你能帮我修洗衣机吗？"),
        greeting="早上好！",
        goodbye="拜拜，下次再见",
        thanks="非常感谢你",
        help="你能帮我做什么？",
        bot_challenge="我是不是在跟机器人说话？",
        complaint="你们的服务真的很差，我非常不满意",
        person="我想跟真人工作人员说话，可以吗？",
        person_button="找人工客服",
        bookings=(
            "我想预约下周二",
            "我想把预约改到另一天",
            "请取消我的预约",
            "我的预约是什么时候？",
        ),
        switch_to="可以用简体中文继续吗？",
        delete="请删除我的个人资料",
        yes="是",
        no="不要",
        private="我叫欧阳锦鲤，星期四开始腰疼得厉害，怎么办",
    ),
}
