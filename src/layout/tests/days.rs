//! What is drawn where somebody asks what was unanswered on a day.

use super::*;

#[test]
fn what_is_later_than_the_day_is_faint_and_crosses_nothing() {
    let there = r#"(kind: message, sent: "1962-10-22T08:00:00Z", received: "1962-10-23T08:00:00Z", from: "a", to: "b")"#;
    let back = r#"(kind: message, sent: "1962-10-22T10:00:00Z", received: "1962-10-23T10:00:00Z", from: "b", to: "a")"#;
    let on = |day: &str| {
        let day = crate::dates::Date::parse(day).ok().and_then(|date| date.extent().latest);
        drawn(&format!("{there}, {back}"), |input| input.wait.on = day)
    };
    let (before, after) = (on("1962-10-21"), on("1962-10-23"));
    let crosses = |text: &str| text.lines().filter(|line| line.contains("radius 8 ")).count();
    assert_eq!((crosses(&before), crosses(&after)), (0, 1));
    let dots = |text: &str| -> Vec<String> {
        let discs = text.lines().filter(|line| line.contains("radius ") && !line.contains("radius 8 "));
        discs.map(str::to_owned).collect()
    };
    assert!(dots(&after).len() > 1, "{after}");
    // The discs of the lanes stay as they are.
    let faded = dots(&before).into_iter().filter(|dot| !dots(&after).contains(dot)).count();
    assert!(faded > 1, "{before}");
}
