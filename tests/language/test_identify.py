"""Which texts are refused for their language."""

from __future__ import annotations

import pytest

from dragoman.errors import LanguageError, UsageError
from dragoman.language.identify import check_language

FOREIGN = {
    "French": "Le ministre des affaires étrangères a déclaré mercredi que les pourparlers avec les voisins se poursuivraient bientôt.",
    "Spanish": "El ministro dijo que las conversaciones con los países vecinos continuarán la próxima semana, según fuentes del gobierno.",
    "German": "Der Außenminister sagte am Mittwoch, dass die Gespräche mit den Nachbarn auch nach dem Treffen fortgesetzt werden.",
    "Italian": "Il ministro degli esteri ha detto che i colloqui con i paesi vicini continueranno anche dopo la riunione nella capitale.",
    "Portuguese": "O ministro disse que as negociações com os países vizinhos não vão parar na próxima semana, segundo fontes.",
    "Dutch": "De minister zei woensdag dat de gesprekken met de buurlanden worden voortgezet, maar niet in het parlement.",
    "Swedish": "Utrikesministern sade att samtalen med grannländerna ska fortsätta och att det inte är klart när.",
    "Polish": "Minister powiedział, że rozmowy z sąsiadami będą się toczyć, ale nie jest pewne, czy przez cały rok.",
    "Turkish": "Bakan, komşularla görüşmelerin bu hafta devam edeceğini ve bunun için daha çok çaba gerektiğini söyledi, ama ne zaman?",
    "Indonesian": "Menteri mengatakan bahwa pembicaraan dengan negara tetangga akan dilanjutkan dan tidak ada yang berubah.",
    "Cyrillic": "Министр иностранных дел заявил в среду, что переговоры продолжатся.",
    "Greek": "Ο υπουργός δήλωσε την Τετάρτη ότι οι συνομιλίες θα συνεχιστούν.",
    "Arabic": "قال وزير الخارجية يوم الأربعاء إن المحادثات ستستمر",
    "Hebrew": "שר החוץ אמר ביום רביעי כי השיחות יימשכו",
    "Chinese": "外交部长星期三表示，会谈将继续进行。",
    "Japanese": "外務大臣は水曜日に会談は続くと述べた。",
    "Korean": "외교부 장관은 수요일 회담이 계속될 것이라고 말했다.",
    "another script": "ᐃᓄᒃᑎᑐᑦ ᐅᖃᐅᓯᖅ ᐃᓄᐃᑦ ᓄᓇᖓᓐᓂ",
}
ENGLISH = [
    "",
    "12 34 - 56",
    "Oslo",
    "armed rebels",
    "TALKS RESUME",
    "THE MINISTER SAID THAT TALKS WOULD GO ON.",
    "Juan de la Cruz, María del Pilar, José de los Santos y Las Casas",
    "Le Monde; Der Spiegel, Die Zeit; El País; Corriere della Sera",
    "Médecins Sans Frontières said that the ministry of Côte d'Ivoire had agreed.",
    "Frente Popular de la Liberación Nacional (FPLN), Partido de los Trabajadores",
    "Владимир Иванов said on Monday that he would not go.",
    "“Nous ne sommes pas prêts”, the minister said after the talks, and left for the airport with his aides.",
    "Gazprom Rosneft Lukoil Sberbank",
]


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("change", [str, str.upper], ids=["given", "capitals"])
def test_clear_other_languages_are_refused(name: str, change: type[str]) -> None:
    with pytest.raises(LanguageError, match=f"looks like .*{name}.*--language any"):
        check_language(change(FOREIGN[name]))
    check_language(FOREIGN[name], "any")


@pytest.mark.parametrize("text", ENGLISH)
def test_english_names_and_phrases_pass(text: str) -> None:
    check_language(text)


def test_other_languages_can_not_be_asked_for() -> None:
    with pytest.raises(UsageError, match="'fr' can't be read yet"):
        check_language("", "fr")
