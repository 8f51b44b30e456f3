// The story of liberation-day.ron.
(
    steps: [
        (
            title: "A greeting",
            text: "On the 13th Putin writes to Kim about the war that ended in 1945. The article names the day only; month and year are inferred.",
            sight: (select: "greeting"),
        ),
        (
            title: "Its answer",
            text: "Kim answers about a day later, as far as the dates tell.",
            sight: (between: ("putin", "kim"), select: "answer"),
        ),
        (
            title: "A visit",
            text: "On Liberation Day Kim pays tribute to the fallen Soviet soldiers.",
            sight: (select: "tower"),
        ),
    ],
)
