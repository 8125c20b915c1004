"""One table in each language of the vocabulary, as its journals print them."""

import pytest

from peerstudy.readers.interpret import interpret
from peerstudy.readers.layout import prints_commas
from readers.test_interpret import grid, read

GERMAN = (
    "Merkmal|Intervention (n = 37)|Kontrolle (n = 1.041)|p-Wert",
    "Alter in Jahren, M (SD)|45,3 (12,1)|47,9 (11,4)|0,33",
    "Geschlecht, n (%)|||0,52",
    "  weiblich|21 (56,8)|666 (64,0)|",
    "  männlich|16 (43,2)|375 (36,0)|",
    "PHQ-9, Mittelwert ± SD|13,2 ± 5,6|12,8 ± 5,1|0,74",
)
TABLES = {
    "en": (
        "Characteristic|Peers (n = 37)|P value",
        "Age in years, mean ± SD|45.3 ± 12.1|.33",
        "Sex, No. (%)||.52",
        "  Women|21 (56.8)|",
    ),
    "de": GERMAN,
    "fr": (
        "Caractéristique|Pairs (n\u00a0=\u00a037)|Valeur de p",
        "Âge en années, moyenne (écart-type)|45,3 (12,1)|0,33",
        "Sexe, n (%)||0,52",
        "  Femmes|21\u00a0(56,8\u00a0%)|",
    ),
    "es": (
        "Característica|Pares (n = 37)|Valor de p",
        "Edad en años, media ± DE|45,3 ± 12,1|0,33",
        "Sexo, n (%)||0,52",
        "  Mujeres|21 (56,8)|",
    ),
    "pt": (
        "Característica|Pares (n = 37)|Valor de p",
        "Idade em anos, média (DP)|45,3 (12,1)|0,33",
        "Sexo, n (%)||0,52",
        "  Mulheres|21 (56,8)|",
    ),
    "he": (
        "מאפיין|עמיתים (n = 37)|ערך p",
        "גיל בשנים, ממוצע (סטיית תקן)|45.3 (12.1)|0.33",
        "מגדר, מספר (אחוז)||0.52",
        "  נשים|21 (56.8%)|",
    ),
    "ar": (
        "الخاصية|الأقران (n = 37)|قيمة p",
        "العمر بالسنوات، المتوسط (الانحراف المعياري)|45.3 (12.1)|0.33",
        "الجنس، العدد (%)||0.52",
        "  أنثى|21 (56.8)|",
    ),
}


@pytest.mark.parametrize("language", TABLES)
def test_a_table_of_each_language(language):
    told = {(stat, printed.replace(",", ".")) for *_, stat, printed in read(*TABLES[language])}
    known = {("n", "37"), ("mean", "45.3"), ("sd", "12.1"), ("n", "21"), ("percent", "56.8")}
    assert known <= told
    assert not {stat for stat, _ in told} & {"ci_low", "q1", "min"}


def test_decimal_commas_and_points_between_thousands():
    rows = read(*GERMAN)
    assert ("Kontrolle", "", "", "n", "1041") in rows
    assert ("Intervention", "Geschlecht", "weiblich", "percent", "56,8") in rows
    assert ("Kontrolle", "PHQ-9", "", "sd", "5,1") in rows


def test_a_comma_between_two_quartiles_is_no_decimal_comma():
    rows = read("|Peers (n = 37)", "Age, median (IQR)|45 (31,58)", "Women|21 (56.8)")
    assert ("Peers", "Age", "", "q1", "31") in rows


def test_counts_and_their_shares_show_that_commas_are_decimal():
    assert prints_commas(grid("|Peers (n = 37)", "Women|21 (56,8)", "Men|16 (43,2)"))
    assert not prints_commas(grid("|Peers (n = 37)", "Age|45 (31,58)", "Years|12 (4,20)"))
    assert not prints_commas(grid("|Peers (n = 37)", "Age|45,3 (31.5)"))
    assert interpret(grid("|Peers (n = 37)", "Women|21 (56,8)")).entries[-1].printed == "56,8"
