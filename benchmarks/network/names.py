# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made-up names from a wide pool: several scripts, diacritics, one word, two or three."""

from __future__ import annotations

from random import Random

GIVEN = [
    "Ana",
    "Bao",
    "Beatriz",
    "Carmen",
    "Chidi",
    "Corazón",
    "Đức",
    "Elif",
    "Emeka",
    "Esperanza",
    "Fatou",
    "Fernanda",
    "Gloria",
    "Hương",
    "Ígor",
    "Inés",
    "Jacqueline",
    "Jamal",
    "José",
    "Joaquín",
    "Kofi",
    "Kwame",
    "Lan",
    "Leilani",
    "Linh",
    "Luz",
    "Mahina",
    "Marisol",
    "María",
    "Mateo",
    "Mỹ",
    "Nneka",
    "Ngọc",
    "Nia",
    "Noémie",
    "Oluwaseun",
    "Ólafur",
    "Paloma",
    "Phương",
    "Quang",
    "Ramón",
    "Renée",
    "Rocío",
    "Ruth",
    "Søren",
    "Şebnem",
    "Sione",
    "Tala",
    "Thảo",
    "Thomas",
    "Tuyết",
    "Uriel",
    "Valéria",
    "Văn",
    "Wanjikũ",
    "Xóchitl",
    "Yến",
    "Yolanda",
    "Zainab",
    "Zoë",
    "Dolores",
    "Ernesto",
    "Hiroko",
    "Akiko",
    "Malia",
    "Teuila",
    "Rosario",
    "Benigno",
    "Amparo",
    "Dwayne",
    "Latoya",
    "Darnell",
    "Keisha",
    "Terrence",
    "Aaliyah",
    "Monique",
    "Curtis",
    "Denise",
    "Vernon",
    "Patricia",
    "Walter",
]
FAMILY = (
    (
        "Alvarado Álvarez Bautista Begay Bùi Castañeda Chávez Contreras Đặng Dela·Cruz Delgado "
        "Diallo Domínguez Đỗ Echeverría Estrada Fofanah Fuentes García González Gutiérrez Haddad "
        "Hernández Hồ Ibarra Jackson Jiménez Johnson Kealoha Kim Kowalczyk Lê Lý López Mahelona "
        "Martínez Mendoza Mitchell Moreno Muñoz Ngô Nguyễn Núñez Nwosu Ochoa O’Brien Okafor Ortiz "
        "Peña Pérez Phạm Phan Quiñones Ramírez Reyes Ríos Robinson Ruiz Salazar Sánchez Santos "
        "Sepúlveda Silva Soto Tavares Thomas Torres Trần Trịnh Tsosie Valdés Vargas Villanueva Võ "
        "Vũ Washington Williams Yáñez Yılmaz Zapata Zúñiga Manalo Dimaculangan Macaraeg Fa’alogo"
    )
    .replace("·", "\u00a0")
    .split(" ")
)
WHOLE = [
    "陈静",
    "王小明",
    "李美玲",
    "張家豪",
    "黃淑芬",
    "林志偉",
    "김민준",
    "이서연",
    "박지훈",
    "佐藤花子",
    "鈴木一郎",
    "فاطمة·الزهراء",
    "أحمد·حسن",
    "ليلى·خوري",
    "محمد·علي",
    "مريم·سعيد",
    "יעל·כהן",
    "דוד·לוי",
    "Олена·Шевченко",
    "Іван·Мельник",
    "Мария·Иванова",
    "राजेश·कुमार",
    "प्रिया·शर्मा",
    "ਗੁਰਪ੍ਰੀਤ·ਕੌਰ",
    "ሰላም·ተስፋዬ",
    "อนงค์·สุขใจ",
    "Αικατερίνη·Παππά",
]
TOWNS = [
    "San José",
    "Gilroy",
    "Morgan Hill",
    "Milpitas",
    "Sunnyvale",
    "Mountain View",
    "East Palo Alto",
    "Redwood City",
    "Santa Cruz",
    "Watsonville",
    "Salinas",
    "Hollister",
    "Fremont",
    "Hayward",
    "Oakland",
    "Richmond",
    "Vallejo",
    "Stockton",
]
LANGUAGES = ("English", "Spanish", "Vietnamese", "Cantonese", "Mandarin", "Tagalog", "Arabic")


def name_of(chance: Random) -> str:
    """A person's name. Forty in a thousand are not written in Latin letters."""
    draw = chance.random()
    if draw < 0.04:
        return chance.choice(WHOLE).replace("·", " ")
    parts = [chance.choice(GIVEN), _family(chance)]
    if draw > 0.75:
        parts.append(_family(chance))
    if 0.7 < draw < 0.75:
        parts.insert(1, chance.choice(GIVEN))
    return " ".join(parts)


def _family(chance: Random) -> str:
    return chance.choice(FAMILY).replace("\u00a0", " ")


def languages_of(chance: Random) -> list[str]:
    """One to three languages; English for most."""
    many = chance.choice((1, 1, 2, 2, 3))
    return sorted({chance.choice(LANGUAGES[: 1 + 2 * many]) for _ in range(many)})
