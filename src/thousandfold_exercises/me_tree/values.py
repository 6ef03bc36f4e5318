# SPDX-License-Identifier: Apache-2.0
"""Value words offered second, below a person's own (spec: exercises 3.1, layer L2).

Forty words in movement language. They suggest and tag; nothing is computed from
them, and nobody has to use one.
"""

from __future__ import annotations

from thousandfold_core.exercise import Option
from thousandfold_exercises.words import Words

_TABLE = """
accountability  | Accountability            | Rendir cuentas
belonging       | Belonging                 | Pertenencia
care            | Care for one another      | Cuidarnos mutuamente
community       | Community                 | Comunidad
compassion      | Compassion                | Compasión
courage         | Courage                   | Valentía
creativity      | Creativity                | Creatividad
democracy       | People deciding together  | Que la gente decida unida
dignity         | Dignity                   | Dignidad
education       | Learning                  | Aprendizaje
equity          | Equity                    | Equidad
fairness        | Fairness                  | Trato justo
faith           | Faith                     | Fe
family          | Family                    | Familia
forgiveness     | Forgiveness               | Perdón
freedom         | Freedom                   | Libertad
generosity      | Generosity                | Generosidad
gratitude       | Gratitude                 | Gratitud
hard-work       | Hard work                 | Trabajo duro
healing         | Healing                   | Sanación
health          | Health                    | Salud
heritage        | Heritage and roots        | Herencia y raíces
home            | A home for everyone       | Un hogar para cada quien
honesty         | Honesty                   | Honestidad
hope            | Hope                      | Esperanza
humility        | Humility                  | Humildad
integrity       | Keeping one's word        | Cumplir la palabra
joy             | Joy                       | Alegría
justice         | Justice                   | Justicia
land            | Care for land and water   | Cuidar la tierra y el agua
listening       | Listening                 | Escuchar
love            | Love                      | Amor
opportunity     | A fair chance             | Una oportunidad justa
peace           | Peace                     | Paz
perseverance    | Perseverance              | Perseverancia
respect         | Respect                   | Respeto
safety          | Safety                    | Seguridad
self-rule       | Self-determination        | Autodeterminación
service         | Service                   | Servicio
solidarity      | Solidarity                | Solidaridad
"""


def _read(line: str) -> Option:
    value, en, es = (part.strip() for part in line.split("|"))
    return Option(value, Words(en, es))


VALUE_WORDS = tuple(_read(line) for line in _TABLE.strip().splitlines())
