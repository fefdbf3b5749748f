"""Helena, who teaches, and practises for herself."""

from practice_app.demo.people.player import Player, Work

TEACHER = Player(
    "helena",
    "Helena Brandt",
    "violin",
    (
        Work("Sonata for Solo Violin No. 3, “Ballade”", "Eugène Ysaÿe", 88, catalogue="Op. 27 No. 3"),
        Work("Poème", "Ernest Chausson"),
        Work("Scale System: A flat major", "Carl Flesch", 80),
        Work(
            "Serenade for Strings",
            "Antonín Dvořák",
            108,
            catalogue="Dvořák Serenade for Strings",
            days=(44, 0),
            often=0.6,
        ),
    ),
    role="teacher",
    days=90,
    per_week=3,
    minutes=50,
    hour=8.5,
)
