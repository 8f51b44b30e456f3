// The story of cuba-1962.ron.
(
    steps: [
        (
            title: "A letter before the speech",
            text: "On 22 October 1962 Kennedy lets Khrushchev have the text of his address an hour before he gives it. From then on the two write to each other almost daily.",
            sight: (start: "1962-10-22T12:00:00Z", end: "1962-10-25T12:00:00Z", select: "d60"),
        ),
        (
            title: "Two letters, one answer",
            text: "A private letter of 26 October asks for a promise not to invade Cuba; a public one of the next day asks for the missiles in Turkey as well. Kennedy answers the first.",
            sight: (start: "1962-10-26T00:00:00Z", end: "1962-10-28T12:00:00Z", between: ("kennedy", "khrushchev"), select: "d67"),
        ),
        (
            title: "What was said on the side",
            text: "Robert Kennedy and Dobrynin speak in confidence about Turkey. Khrushchev puts it in writing; two days later the letter is handed back.",
            sight: (start: "1962-10-27T12:00:00Z", end: "1962-10-31T12:00:00Z", select: "d70"),
        ),
        (
            title: "Three weeks about bombers",
            text: "The missiles leave, but are the IL-28 bombers part of the bargain? The quarantine is not lifted before 20 November.",
            sight: (start: "1962-11-02", end: "1962-11-22", between: ("kennedy", "khrushchev"), select: "d79"),
        ),
        (
            title: "Who wrote, and how fast",
            text: "Letters by the week. Replies come fastest while the danger is greatest.",
            sight: (view: tempo, pair: ("kennedy", "khrushchev"), per: "week"),
        ),
    ],
)
