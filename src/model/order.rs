//! Events that are dated by their order among others: “after X, before Y”.

use std::collections::{HashMap, HashSet};

use super::build::{At, Builder, Candidate};
use super::draft::FileDraft;
use super::{Archive, EventId, Needle};
use crate::dates::{Date, Extent};

/// What places an event among others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// It came after each of these.
    pub after: Vec<EventId>,

    /// It came before each of these.
    pub before: Vec<EventId>,

    /// The days that this leaves, where the event has no date of its own; `None` where nothing follows.
    pub between: Option<Date>,
}

impl Order {
    /// `after “The letter”, before “The answer”`
    #[must_use]
    pub fn words(&self, archive: &Archive) -> String {
        let names = |ids: &[EventId]| {
            let titles = ids.iter().filter_map(|id| archive.event(*id));
            titles
                .map(|event| format!("\u{201c}{}\u{201d}", event.title))
                .collect::<Vec<_>>()
                .join(" and ")
        };
        let part = |word: &str, ids: &[EventId]| (!ids.is_empty()).then(|| format!("{word} {}", names(ids)));
        let parts = [part("after", &self.after), part("before", &self.before)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Builder {
    /// Finds the events that others are placed by, and what that leaves for those without a date.
    pub(super) fn place_by_order(&mut self, files: &[FileDraft], kept: &mut [Candidate], ids: &HashMap<String, EventId>) {
        if kept
            .iter()
            .all(|candidate| candidate.after.is_empty() && candidate.before.is_empty())
        {
            return;
        }
        for candidate in kept.iter_mut() {
            let Some(file) = files.get(candidate.file) else { continue };
            let sides = [std::mem::take(&mut candidate.after), std::mem::take(&mut candidate.before)];
            if sides.iter().all(Vec::is_empty) {
                continue;
            }
            let at = At {
                file,
                span: &candidate.span,
                event: Some(&candidate.event.id),
            };
            let [after, before] = sides.map(|keys| {
                let mut found = Vec::new();
                for key in keys {
                    match ids.get(&key).filter(|_| key != candidate.event.id) {
                        Some(id) => found.push(*id),
                        None => self.report.reports.push(at.warning(
                            "order-unknown",
                            Needle::of(&["after", "before"], &key),
                            format!("it is placed by {key:?}, which there is not"),
                            "correct the id, or add that event",
                        )),
                    }
                }
                found
            });
            candidate.event.order = Some(Box::new(Order {
                after,
                before,
                between: None,
            }));
        }
        self.squeeze(files, kept);
    }

    /// What is left for those without a date of their own: nothing before what they come after may begin, nothing after what
    /// they come before may end. Both bounds go from event to event, in the order in which one comes after another.
    fn squeeze(&mut self, files: &[FileDraft], kept: &mut [Candidate]) {
        let edges = edges(kept);
        let (order, rest) = in_order(kept, &edges);
        let in_circle = of_circles(&rest, &edges);
        for at in rest {
            let (code, message) = if in_circle.contains(&at) {
                ("order-in-a-circle", "it is placed by an event that, in the end, is placed by it")
            } else {
                ("order-behind-a-circle", "it is placed by events whose own order goes in a circle")
            };
            self.remark_on_order(files, &kept[at], code, message);
        }
        let own = |at: usize| {
            kept[at]
                .event
                .own_date()
                .map(|_| kept[at].event.extent().unwrap_or(Extent::UNKNOWN))
        };
        let mut bounds: HashMap<usize, Extent> = order.iter().map(|at| (*at, Extent::UNKNOWN)).collect();
        for at in &order {
            let earlier = edges.before.get(at).into_iter().flatten();
            let earliest = earlier
                .filter_map(|other| own(*other).or_else(|| bounds.get(other).copied())?.earliest)
                .max();
            bounds.entry(*at).and_modify(|bound| bound.earliest = earliest);
        }
        for at in order.iter().rev() {
            let later = edges.behind.get(at).into_iter().flatten();
            let latest = later
                .filter_map(|other| own(*other).or_else(|| bounds.get(other).copied())?.latest)
                .min();
            bounds.entry(*at).and_modify(|bound| bound.latest = latest);
        }
        for at in (0..kept.len()).filter(|at| kept[*at].event.order.is_some()) {
            let Some(own_extent) = own(at) else { continue };
            let extent = |other: &usize| own(*other).or_else(|| bounds.get(other).copied());
            let earlier = edges.before.get(&at).into_iter().flatten();
            let later = edges.behind.get(&at).into_iter().flatten();
            let is_over = |end: Option<i64>, start: Option<i64>| end.zip(start).is_some_and(|(end, start)| end <= start);
            let is_too_early = earlier.filter_map(extent).any(|other| is_over(own_extent.latest, other.earliest));
            let is_too_late = later.filter_map(extent).any(|other| is_over(other.latest, own_extent.earliest));
            if is_too_early || is_too_late {
                let message = "its own date does not agree with what it is said to come after or before";
                self.remark_on_order(files, &kept[at], "order-against-date", message);
            }
        }
        for at in order {
            let bound = bounds.get(&at).copied().unwrap_or(Extent::UNKNOWN);
            if matches!((bound.earliest, bound.latest), (Some(earliest), Some(latest)) if latest <= earliest) {
                let message = "it cannot come after and before the events that it names";
                self.remark_on_order(files, &kept[at], "order-contradicts", message);
            } else if let Some(order) = &mut kept[at].event.order {
                order.between = Date::between(bound);
            }
        }
    }

    fn remark_on_order(&mut self, files: &[FileDraft], candidate: &Candidate, code: &'static str, message: &str) {
        let Some(file) = files.get(candidate.file) else { return };
        let at = At {
            file,
            span: &candidate.span,
            event: Some(&candidate.event.id),
        };
        let help = if candidate.event.own_date().is_some() {
            "correct the one or the other; until then it stands by its date"
        } else {
            "correct after or before; until then its order gives it no place"
        };
        let finding = at.warning(code, Needle::of(&["after", "before"], ""), message.to_owned(), help);
        self.report.reports.push(finding);
    }
}

/// Which events come right before and right behind each, by their places.
#[derive(Default)]
struct Edges {
    before: HashMap<usize, Vec<usize>>,
    behind: HashMap<usize, Vec<usize>>,
}

fn edges(kept: &[Candidate]) -> Edges {
    let mut edges = Edges::default();
    let mut add = |earlier: usize, later: usize| {
        edges.behind.entry(earlier).or_default().push(later);
        edges.before.entry(later).or_default().push(earlier);
    };
    for (at, candidate) in kept.iter().enumerate() {
        let Some(order) = &candidate.event.order else { continue };
        order.after.iter().for_each(|id| add(id.0 as usize, at));
        order.before.iter().for_each(|id| add(at, id.0 as usize));
    }
    edges
}

/// The events without a date of their own that have an order, each behind all it comes after (Kahn's algorithm); then those
/// that are in a circle, or behind one.
fn in_order(kept: &[Candidate], edges: &Edges) -> (Vec<usize>, Vec<usize>) {
    let is_free = |at: &usize| kept[*at].event.own_date().is_none() && kept[*at].event.order.is_some();
    let mut waiting: HashMap<usize, usize> = (0..kept.len())
        .filter(is_free)
        .map(|at| {
            (
                at,
                edges.before.get(&at).into_iter().flatten().filter(|other| is_free(other)).count(),
            )
        })
        .collect();
    let mut order: Vec<usize> = (0..kept.len()).filter(|at| waiting.get(at) == Some(&0)).collect();
    let mut done = 0;
    while let Some(at) = order.get(done).copied() {
        done += 1;
        waiting.remove(&at);
        for later in edges.behind.get(&at).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(later) {
                *count -= 1;
                if *count == 0 {
                    order.push(*later);
                }
            }
        }
    }
    let in_circle = (0..kept.len()).filter(|at| waiting.contains_key(at)).collect();
    (order, in_circle)
}

/// Those of some events that stand in a circle or between two, and not merely behind one: taken away from behind, they stay.
fn of_circles(all: &[usize], edges: &Edges) -> HashSet<usize> {
    let mut left: HashSet<usize> = all.iter().copied().collect();
    let ends = |at: &usize, left: &HashSet<usize>| !edges.behind.get(at).into_iter().flatten().any(|later| left.contains(later));
    let mut waiting: Vec<usize> = all.iter().copied().filter(|at| ends(at, &left)).collect();
    while let Some(at) = waiting.pop() {
        if left.remove(&at) {
            let earlier = edges.before.get(&at).into_iter().flatten().copied();
            waiting.extend(earlier.filter(|other| left.contains(other) && ends(other, &left)));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use crate::{formats, model};

    /// The days that are left for the event `x`, and the codes of what is remarked.
    fn check(events: &str, between: &str, codes: &str) {
        let text = format!(r#"(leaders: [(id: "a")], events: [{events}])"#);
        let (archive, report) = model::build(&[formats::read("t.ron", text.as_bytes())]);
        let x = archive.find_event("x").and_then(|id| archive.event(id));
        let found = x.and_then(model::Event::date).map_or("", |date| date.as_written());
        let remarks: Vec<&str> = report.reports.iter().map(|report| report.code).collect();
        assert_eq!((found, remarks.join(" ").as_str()), (between, codes), "{events}");
        assert_eq!(
            report.read(),
            report
                .files
                .iter()
                .map(|file| file.placed + file.undated + file.rejected)
                .sum::<usize>()
        );
    }

    const FIRST: &str = r#"(id: "1", kind: statement, from: "a", sent: "1962-10-18")"#;
    const LAST: &str = r#"(id: "2", kind: statement, from: "a", sent: "1962-10-27T19:45:00-04:00")"#;

    #[test]
    fn order_leaves_days() {
        let x = |order: &str| format!(r#"{FIRST}, {LAST}, (id: "x", kind: statement, from: "a", {order})"#);
        check(&x(r#"after: "1", before: "2""#), "1962-10-18/1962-10-27", "");
        check(&x(r#"after: "1""#), "1962-10-18/..", "");
        check(&x(r#"before: "2""#), "../1962-10-27", "");
        check(&x(r#"before: "1", after: "2""#), "", "order-contradicts");
        check(&x(r#"before: "3""#), "", "order-unknown");
        check(&x(r#"before: "x""#), "", "order-unknown");
        check(&x(r#"before: "2", sent: "1960""#), "1960", "");
        let chain = r#"(id: "y", kind: statement, from: "a", before: "x", after: "1"), (id: "x", kind: statement, from: "a", after: "y", before: "2")"#;
        check(&format!("{FIRST}, {LAST}, {chain}"), "1962-10-18/1962-10-27", "");
        let chain = r#"(id: "x", kind: statement, from: "a", after: "y"), (id: "y", kind: statement, from: "a", after: "1", before: "2")"#;
        check(&format!("{FIRST}, {LAST}, {chain}"), "1962-10-18/..", "");
        let circle = r#"(id: "x", kind: statement, from: "a", after: "y"), (id: "y", kind: statement, from: "a", after: "x", before: "2")"#;
        check(&format!("{FIRST}, {LAST}, {circle}"), "", "order-in-a-circle order-in-a-circle");
        let behind = r#"(id: "z", kind: statement, from: "a", after: "x")"#;
        check(
            &format!("{FIRST}, {LAST}, {circle}, {behind}"),
            "",
            "order-in-a-circle order-in-a-circle order-behind-a-circle",
        );
        // A date that does not agree with the order stays, and is told.
        check(&x(r#"after: "1", sent: "1960""#), "1960", "order-against-date");
        check(&x(r#"before: "1", sent: "1962-10-19""#), "1962-10-19", "order-against-date");
        check(&x(r#"after: "1", sent: "1962-10-18""#), "1962-10-18", "");
        // Years of more than four digits are no days in EDTF.
        let far =
            r#"(id: "f", kind: statement, from: "a", sent: "Y17000"), (id: "x", kind: statement, from: "a", after: "1", before: "f")"#;
        check(&format!("{FIRST}, {far}"), "1962-10-18/Y17000", "");
    }
}
