//! Events that are dated by their order among others: “after X, before Y”.

use super::Code;
use std::collections::{HashMap, HashSet};

use super::build::{At, Builder, count};
use super::draft::FileDraft;
use super::merge::Kept;
use super::read::Origin;
use super::{Archive, Event, EventId, Needle};
use crate::dates::{Clocks, Date, Edge, Extent};

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

/// So many events of each side are named in words.
const MAX_NAMED: usize = 5;

impl Order {
    /// `after “The letter”, before “The answer”`
    #[must_use]
    pub fn words(&self, archive: &Archive) -> String {
        let names = |ids: &[EventId]| {
            let titles = ids.iter().filter_map(|id| archive.event(*id));
            let mut names: Vec<String> = titles
                .take(MAX_NAMED)
                .map(|event| format!("\u{201c}{}\u{201d}", event.title))
                .collect();
            if ids.len() > MAX_NAMED {
                names.push(format!("{} others", ids.len() - MAX_NAMED));
            }
            names.join(" and ")
        };
        let part = |word: &str, ids: &[EventId]| (!ids.is_empty()).then(|| format!("{word} {}", names(ids)));
        let parts = [part("after", &self.after), part("before", &self.before)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Between which instants an event was; `None` where a side is not known.
#[derive(Clone, Copy, Default)]
struct Bounds {
    earliest: Option<Edge>,
    latest: Option<Edge>,
}

impl Bounds {
    /// Those of the event's own date.
    fn own(event: &Event) -> Option<Self> {
        let date = event.own_date()?;
        let extent = event.extent().unwrap_or(Extent::UNKNOWN);
        let edge = |instant: Option<i64>| {
            instant.map(|instant| Edge {
                instant,
                offset: date.offset_seconds(),
                is_approximate: date.is_approximate(),
            })
        };
        Some(Self {
            earliest: edge(extent.earliest),
            latest: edge(extent.latest),
        })
    }

    /// Whether there is no instant between the two.
    fn is_nothing(self) -> bool {
        is_over(self.latest, self.earliest)
    }

    fn days(self) -> Option<Date> {
        // The days that order leaves are those of the place.
        let (earliest, latest) = (self.earliest.map(Edge::local), self.latest.map(Edge::local));
        // Where one is written in the east and the other in the west, the days may be the other way round.
        let is_turned = matches!((earliest, latest), (Some(earliest), Some(latest)) if latest <= earliest);
        Date::between(Extent {
            earliest: if is_turned { latest.map(|latest| latest - 1) } else { earliest },
            latest: if is_turned { earliest.map(|earliest| earliest + 1) } else { latest },
        })
    }
}

/// Whether what ends at one edge was over when what begins at the other began.
fn is_over(end: Option<Edge>, start: Option<Edge>) -> bool {
    matches!((end, start), (Some(end), Some(start)) if end.is_certainly_over_by(start, Clocks::OfAnyPlaces))
}

impl Builder {
    /// Finds the events that others are placed by, and what that leaves for those without a date.
    pub(super) fn place_by_order(&mut self, files: &[FileDraft], kept: &mut Kept) {
        let mut is_any = false;
        for (event, origin) in kept.events.iter_mut().zip(&kept.origins) {
            let (Some(neighbors), Some(file)) = (&origin.more, files.get(origin.file as usize)) else {
                continue;
            };
            let at = At {
                file,
                span: &origin.span,
                event: Some(&event.id),
            };
            let [after, before] = [&neighbors.after, &neighbors.before].map(|keys| {
                let mut found = Vec::new();
                for key in keys {
                    if let Some(id) = self.ids.event(key).filter(|_| *key != event.id) {
                        found.push(EventId(id));
                        continue;
                    }
                    let (code, message, help) = if *key == event.id {
                        (Code::OrderByItself, "it is placed by itself".to_owned(), "name another event")
                    } else if self.ids.fate(key).is_some() {
                        let help = "mend that event; until then this part of the order is missing";
                        (Code::OrderRejected, format!("it is placed by {key:?}, which was left out"), help)
                    } else {
                        let help = "correct the id, or add that event";
                        (
                            Code::OrderUnknown,
                            format!("it is placed by {key:?}, which is not in the archive"),
                            help,
                        )
                    };
                    let needle = Needle::of(&["after", "before"], key);
                    self.report.reports.push(at.warning(code, needle, message, help));
                }
                found
            });
            if !after.is_empty() || !before.is_empty() {
                is_any = true;
                event.more_mut().order = Some(Order {
                    after,
                    before,
                    between: None,
                });
            }
        }
        if is_any {
            mirror(&mut kept.events);
            self.squeeze(files, kept);
        }
    }

    /// What is left for those without a date of their own: nothing before what they come after may begin, nothing after what
    /// they come before may end. Both bounds go from event to event, in the order in which one comes after another.
    fn squeeze(&mut self, files: &[FileDraft], kept: &mut Kept) {
        let (events, origins) = (&mut kept.events, &kept.origins);
        let edges = edges(events);
        let (mut order, rest) = in_order(events, &edges);
        let in_circle = of_circles(&rest, &edges);
        for at in rest {
            let (code, message) = if in_circle.contains(&at) {
                (Code::OrderInACircle, "it is placed by an event that, in the end, is placed by it")
            } else {
                order.push(at);
                (Code::OrderBehindACircle, "it is placed by events whose own order goes in a circle")
            };
            self.remark_on_order(files, (&events[at], &origins[at]), code, message);
        }
        let mut bounds: HashMap<usize, Bounds> = HashMap::with_capacity(order.len());
        for at in &order {
            let earlier = edges.before.get(at).into_iter().flatten();
            let known = earlier.filter_map(|other| Bounds::own(&events[*other]).or_else(|| bounds.get(other).copied())?.earliest);
            let earliest = known.max_by_key(|edge| edge.instant);
            bounds.entry(*at).or_default().earliest = earliest;
        }
        for at in order.iter().rev() {
            let later = edges.behind.get(at).into_iter().flatten();
            let known = later.filter_map(|other| Bounds::own(&events[*other]).or_else(|| bounds.get(other).copied())?.latest);
            let latest = known.min_by_key(|edge| edge.instant);
            bounds.entry(*at).or_default().latest = latest;
        }
        for at in (0..events.len()).filter(|at| events[*at].order().is_some()) {
            let Some(own) = Bounds::own(&events[at]) else { continue };
            let of_other = |other: &usize| Bounds::own(&events[*other]).or_else(|| bounds.get(other).copied());
            let mut earlier = edges.before.get(&at).into_iter().flatten().filter_map(of_other);
            let mut later = edges.behind.get(&at).into_iter().flatten().filter_map(of_other);
            if earlier.any(|other| is_over(own.latest, other.earliest)) || later.any(|other| is_over(other.latest, own.earliest)) {
                let message = "its own date does not agree with what it is said to come after or before";
                self.remark_on_order(files, (&events[at], &origins[at]), Code::OrderAgainstDate, message);
            }
        }
        for at in order {
            let bound = bounds.get(&at).copied().unwrap_or_default();
            if bound.is_nothing() {
                let message = "it cannot come after and before the events that it names";
                self.remark_on_order(files, (&events[at], &origins[at]), Code::OrderContradicts, message);
            } else if let Some(order) = &mut events[at].more_mut().order {
                order.between = bound.days();
            }
        }
    }

    fn remark_on_order(&mut self, files: &[FileDraft], (event, origin): (&Event, &Origin), code: Code, message: &str) {
        let Some(file) = files.get(origin.file as usize) else { return };
        let at = At {
            file,
            span: &origin.span,
            event: Some(&event.id),
        };
        let help = if event.own_date().is_some() {
            "correct the one or the other; until then it stands by its date"
        } else if code == "order-behind-a-circle" {
            "correct their order; until then they give it no place"
        } else {
            "correct after or before; until then its order gives it no place"
        };
        let finding = at.warning(code, Needle::of(&["after", "before"], ""), message.to_owned(), help);
        self.report.reports.push(finding);
    }
}

/// What says that it comes before one without a date says of that one that it comes after.
fn mirror(events: &mut [Event]) {
    // Which of two comes before which, and of whom that is said.
    let mut said: Vec<(usize, usize, usize)> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Some(order) = event.order() else { continue };
        for id in &order.after {
            said.push((id.0 as usize, at, id.0 as usize));
        }
        for id in &order.before {
            said.push((at, id.0 as usize, id.0 as usize));
        }
    }
    // Who says it himself already is known by what he names.
    let mut named: HashSet<(usize, usize, usize)> = HashSet::new();
    for (earlier, later, other) in &said {
        named.insert((*earlier, *later, earlier + later - other));
    }
    for (earlier, later, other) in said {
        let target = &mut events[other];
        if target.own_date().is_some() || !named.insert((earlier, later, other)) {
            continue;
        }
        let order = target.more_mut().order.get_or_insert_default();
        if other == later {
            order.after.push(EventId(count(earlier)));
        } else {
            order.before.push(EventId(count(later)));
        }
    }
}

/// Which events come right before and right behind each, by their places.
#[derive(Default)]
struct Edges {
    before: HashMap<usize, Vec<usize>>,
    behind: HashMap<usize, Vec<usize>>,
}

fn edges(events: &[Event]) -> Edges {
    let mut edges = Edges::default();
    let mut known = HashSet::new();
    let mut add = |earlier: usize, later: usize| {
        if !known.insert((earlier, later)) {
            return; // each of the two says so
        }
        edges.behind.entry(earlier).or_default().push(later);
        edges.before.entry(later).or_default().push(earlier);
    };
    for (at, event) in events.iter().enumerate() {
        let Some(order) = event.order() else { continue };
        order.after.iter().for_each(|id| add(id.0 as usize, at));
        order.before.iter().for_each(|id| add(at, id.0 as usize));
    }
    edges
}

/// The events without a date of their own that have an order, each behind all it comes after (Kahn's algorithm); then those
/// that are in a circle, or behind one.
fn in_order(events: &[Event], edges: &Edges) -> (Vec<usize>, Vec<usize>) {
    let is_free = |at: &usize| events[*at].own_date().is_none() && events[*at].order().is_some();
    let mut waiting: HashMap<usize, usize> = (0..events.len())
        .filter(is_free)
        .map(|at| {
            (
                at,
                edges.before.get(&at).into_iter().flatten().filter(|other| is_free(other)).count(),
            )
        })
        .collect();
    let mut order: Vec<usize> = (0..events.len()).filter(|at| waiting.get(at) == Some(&0)).collect();
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
    let in_circle = (0..events.len()).filter(|at| waiting.contains_key(at)).collect();
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
        let remarks: Vec<&str> = report.reports.iter().map(|report| report.code.name()).collect();
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
        check(&x(r#"before: "x""#), "", "order-by-itself");
        // A date in Washington leaves the evening there, which is the next day in London.
        let late = r#"(id: "3", kind: statement, from: "a", sent: "1962-10-27T21:00:00-04:00")"#;
        check(&format!("{late}, {}", x(r#"after: "3""#)), "1962-10-27/..", "");
        let early = r#"(id: "4", kind: statement, from: "a", sent: "1962-10-28T05:00:00+03:00")"#;
        check(&format!("{early}, {late}, {}", x(r#"after: ["4", "3"]"#)), "1962-10-28/..", "");
        check(
            &format!(
                "{early}, {}",
                x(r#"after: "4", before: "5""#)
                    .replace(LAST, r#"(id: "5", kind: statement, from: "a", sent: "1962-10-27T23:00:00-04:00")"#)
            ),
            "1962-10-27/1962-10-28",
            "",
        );
        // Said of one is said by the other, and what is no event places nothing.
        let said = format!(r#"{FIRST}, (id: "y", kind: statement, from: "a", sent: "1962-10-20", before: "x")"#);
        check(&format!(r#"{said}, (id: "x", kind: statement, from: "a")"#), "1962-10-20/..", "");
        check(
            &format!(r#"{said}, (id: "x", kind: statement, from: "a", after: "nope")"#),
            "1962-10-20/..",
            "order-unknown",
        );
        check(
            &format!(
                r#"{said}, (id: "bad", kind: statement, from: "nobody", sent: "1962"), (id: "x", kind: statement, from: "a", after: "bad")"#
            ),
            "1962-10-20/..",
            "unknown-leader order-rejected",
        );
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
        // What is only behind a circle keeps what else is known of it.
        let behind = r#"(id: "y", kind: statement, from: "a", after: "z"), (id: "z", kind: statement, from: "a", after: "y"), (id: "x", kind: statement, from: "a", after: ["y", "1"])"#;
        check(
            &format!("{FIRST}, {behind}"),
            "1962-10-18/..",
            "order-in-a-circle order-in-a-circle order-behind-a-circle",
        );
        // A date that does not agree with the order stays, and is told.
        check(&x(r#"after: "1", sent: "1960""#), "1960", "order-against-date");
        check(&x(r#"before: "1", sent: "1962-10-21""#), "1962-10-21", "order-against-date");
        // The 19th in the east begins while the 18th goes on in the west.
        check(&x(r#"before: "1", sent: "1962-10-19""#), "1962-10-19", "");
        check(&x(r#"after: "1", sent: "1962-10-18""#), "1962-10-18", "");
        // Years of more than four digits are no days in EDTF.
        let far =
            r#"(id: "f", kind: statement, from: "a", sent: "Y17000"), (id: "x", kind: statement, from: "a", after: "1", before: "f")"#;
        check(&format!("{FIRST}, {far}"), "1962-10-18/Y17000", "");
    }
}
