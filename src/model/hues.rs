//! Who has a color that nobody else has: the protagonists of an archive.

use super::{Archive, Event};

/// No more leaders than this have a color of their own.
pub const MAX_HUES: usize = 4;

/// Gives the protagonists their colors, see [`Leader::hue`]: whoever takes part in 15 % of all events, else in 5 %; where nobody
/// stands out, those who take part in most.
pub(super) fn give(archive: &mut Archive) {
    let mut events = vec![0_usize; archive.leaders.len()];
    for leader in archive.events.iter().flat_map(Event::leaders) {
        events[leader.0 as usize] += 1;
    }
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(events[*at]));
    order.truncate(MAX_HUES);
    let all = archive.events.len();
    let at_least = |percent: usize| order.iter().filter(|at| events[**at] * 100 >= all * percent).count();
    let count = [15, 5].into_iter().map(at_least).find(|count| *count >= 2).unwrap_or(MAX_HUES);
    if archive.leaders.len() > MAX_HUES {
        order.truncate(count);
    }
    order.sort_unstable();
    for (hue, at) in (0..).zip(order) {
        archive.leaders[at].hue = Some(hue);
    }
}

#[cfg(test)]
mod tests {
    /// The hues of the leaders of an archive in which the first wrote that many letters to each of the others.
    fn hues(letters: &[usize]) -> Vec<Option<u8>> {
        let mut events = String::new();
        for (to, count) in (1..).zip(letters) {
            for day in 0..*count {
                events.push_str(&format!(
                    r#"(kind: message, sent: "1962-10-{:02}", from: "l0", to: "l{to}"),"#,
                    day % 28 + 1
                ));
            }
        }
        let leaders: Vec<String> = (0..=letters.len()).map(|at| format!(r#"(id: "l{at}")"#)).collect();
        let text = format!("(leaders: [{}], events: [{events}])", leaders.join(", "));
        let (archive, _) = crate::model::build(&[crate::formats::read("t.ron", text.as_bytes())]);
        archive.leaders.iter().map(|leader| leader.hue).collect()
    }

    #[test]
    fn protagonists_have_colors_and_the_others_are_gray() {
        assert_eq!(hues(&[3, 1]), [Some(0), Some(1), Some(2)], "of a few each has one");
        assert_eq!(hues(&[1, 20, 1, 1, 1, 1]), [Some(0), None, Some(1), None, None, None, None]);
        let many = hues(&[1; 50]);
        assert_eq!(many.iter().flatten().count(), 4, "where nobody stands out, four");
    }
}
